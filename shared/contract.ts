/**
 * Every call and event between page and main, with its schema. Adding a call is three edits, each demanded by
 * the compiler: here, its handler, its use. Input is refused when it has an unknown field; output is trimmed.
 */
import { z } from 'zod'
import { Permission, TestReport } from './catalogue.ts'
import { HistoryEntry } from './history.ts'
import { AccountId, FormValues, Grant, Instant, KeyId, KeyRow, OperationId, VersionRow } from './model.ts'
import { OperationKind, OperationStep, Outcome } from './operation.ts'
import { SettingsPatch } from './settings.ts'
import { Change, Snapshot } from './snapshot.ts'

const Nothing = z.void()
const ByKey = z.strictObject({ key: KeyId })
const ByAccount = z.strictObject({ account: AccountId })
const ByOperation = z.strictObject({ operation: OperationId })

/** A secret on its way in: typed in the page, or left on the clipboard for main to read. */
const SecretInput = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('typed'), text: z.string().max(100_000) }),
  z.strictObject({ from: z.literal('clipboard') }),
])
export type SecretInput = z.infer<typeof SecretInput>

const Name = z.string().max(10_000)

/** What the user writes about a key; none of it goes to a provider. */
export const LocalFields = z.strictObject({
  /** Manual keys only; a provider's key is renamed there. */
  name: Name.optional(),
  notes: z.string().max(20_000).optional(),
  tags: z.array(z.string().max(200)).max(50).optional(),
  environment: z.string().max(1_000).optional(),
  consoleUrl: z.string().max(2_000).optional(),
  favourite: z.boolean().optional(),
  /** Only where the provider keeps no expiry. `never` and `unknown` are different. */
  typedExpiry: z.union([Instant, z.enum(['never', 'unknown'])]).optional(),
})
export type LocalFields = z.infer<typeof LocalFields>

const AccountForm = z.strictObject({
  provider: z.string().max(100),
  name: Name,
  settings: FormValues,
  credential: SecretInput,
})

const KeyDetail = z.object({
  key: KeyRow,
  versions: z.array(VersionRow).readonly(),
  grants: z.array(Grant).readonly(),
  /** The provider's own further facts, labelled for people ("HTTP endpoint"). */
  facts: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
  /** Newest first, at most 50. */
  history: z.array(HistoryEntry).readonly(),
})
export type KeyDetail = z.infer<typeof KeyDetail>

/** A page outside. The page names it; main knows its address and opens https only. */
const Link = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('provider-docs'), provider: z.string().max(100) }),
  z.strictObject({ to: z.literal('provider-console'), provider: z.string().max(100) }),
  z.strictObject({ to: z.literal('key-console'), key: KeyId }),
])

export const calls = {
  'app:snapshot': { input: Nothing, output: Snapshot },
  'app:open-link': { input: Link, output: Nothing },
  /** Tries to open the database again. */
  'vault:retry': { input: Nothing, output: Snapshot },
  /** Keeps the damaged file aside and opens this backup in its place. */
  'vault:restore': { input: z.strictObject({ backup: z.string().max(200) }), output: Snapshot },
  /** Where the database is missing, damaged or foreign and no backup helps: an empty one; what lies there is kept aside. */
  'vault:start-anew': { input: Nothing, output: Snapshot },
  'keychain:check': { input: Nothing, output: Nothing },
  'settings:change': { input: SettingsPatch, output: Nothing },

  'account:test': { input: AccountForm, output: TestReport },
  /** The same with the credential that is already kept. */
  'account:test-saved': {
    input: z.strictObject({ account: AccountId, settings: FormValues.optional() }),
    output: TestReport,
  },
  'account:connect': { input: AccountForm, output: z.object({ account: AccountId }) },
  'account:change': {
    input: z.strictObject({
      account: AccountId,
      name: Name.optional(),
      settings: FormValues.optional(),
      credential: SecretInput.optional(),
    }),
    output: Nothing,
  },
  /** Forgets the account here; its keys stay as manual ones. Nothing happens at the provider. */
  'account:remove': { input: z.strictObject({ account: AccountId, name: Name }), output: Nothing },
  'account:sync': { input: ByAccount, output: Nothing },
  'account:sync-all': { input: Nothing, output: Nothing },
  'account:cancel-sync': { input: ByAccount, output: Nothing },
  'account:permissions': { input: ByAccount, output: z.array(Permission) },
  'account:permission-targets': {
    input: z.strictObject({ account: AccountId, permission: z.string().max(200), term: z.string().max(200) }),
    output: z.array(z.object({ type: z.string(), id: z.string(), label: z.string() })),
  },

  'key:detail': { input: ByKey, output: KeyDetail },
  'key:add': { input: z.strictObject({ secret: SecretInput, fields: LocalFields }), output: Outcome },
  'key:edit': { input: z.strictObject({ key: KeyId, fields: LocalFields }), output: Nothing },
  'key:copy': {
    input: z.strictObject({ key: KeyId, version: z.int().optional() }),
    output: z.object({ clearsAt: Instant }),
  },
  /** SECURITY: the one call whose answer holds a secret. */
  'key:reveal-secret': {
    input: z.strictObject({ key: KeyId, version: z.int().optional() }),
    output: z.object({ secret: z.string(), hidesAt: Instant }),
  },
  'key:regenerate': { input: ByKey, output: Outcome },
  'key:paste': { input: z.strictObject({ key: KeyId, secret: SecretInput }), output: Outcome },
  'key:create': { input: z.strictObject({ account: AccountId, draft: FormValues }), output: Outcome },
  'key:update': { input: z.strictObject({ key: KeyId, draft: FormValues }), output: Nothing },
  'key:switch': { input: z.strictObject({ key: KeyId, enabled: z.boolean() }), output: Nothing },
  /** Deletes the key at its provider. `name` must be the key's own. */
  'key:revoke': { input: z.strictObject({ key: KeyId, name: Name }), output: Nothing },
  /** Forgets a manual or gone key and its secrets here. `name` must be the key's own. */
  'key:delete': { input: z.strictObject({ key: KeyId, name: Name }), output: Nothing },
  'key:delete-version': {
    input: z.strictObject({ key: KeyId, version: z.int(), name: Name }),
    output: Nothing,
  },
  /** Confirms or denies "probably regenerated elsewhere". */
  'key:merge': { input: z.strictObject({ key: KeyId, same: z.boolean() }), output: Nothing },

  /** Goes on where the journal stands: opens the sealed answer, writes it to the keychain, finishes. */
  'operation:resume': { input: ByOperation, output: Outcome },
  /** Copies a sealed, not yet saved secret. */
  'operation:copy': { input: ByOperation, output: z.object({ clearsAt: Instant }) },
  /** Puts an unknown outcome away. A sealed answer stays on disk. */
  'operation:close': { input: ByOperation, output: Nothing },

  'clipboard:clear': { input: Nothing, output: Nothing },
  'history:list': {
    input: z.strictObject({
      before: z.int().optional(),
      limit: z.int().min(1).max(500),
      key: KeyId.optional(),
    }),
    output: z.array(HistoryEntry),
  },
} as const

/** What main may tell the page, unasked. */
export const events = {
  'app:changed': Change,
  /** The vault has been opened, restored or closed: ask for a new snapshot. */
  'app:reset': Nothing,
  'sync:progress': z.object({ account: AccountId, seen: z.int(), total: z.int().optional() }),
  'operation:progress': z.object({
    operation: OperationId,
    kind: OperationKind,
    key: KeyId,
    step: OperationStep,
  }),
  'clipboard:cleared': z.object({ cleared: z.boolean() }),
} as const

type Calls = typeof calls
type Events = typeof events

export type CallName = keyof Calls
export type Input<K extends CallName> = z.infer<Calls[K]['input']>
export type Output<K extends CallName> = z.infer<Calls[K]['output']>
export type EventName = keyof Events
export type Payload<K extends EventName> = z.infer<Events[K]>

/** The whole surface that preload puts on `window.vault`. */
export interface Bridge {
  /**
   * Resolves with the answer as JSON text. One text crosses in no time; ten thousand rows as objects are copied field by field, twice
   * (measured: 100 ms in main and as much in the page).
   */
  call(name: string, input: unknown): Promise<string>
  /** `payload` is JSON text; missing where the event has none. */
  listen(onEvent: (name: string, payload: string | undefined) => void): () => void
}
