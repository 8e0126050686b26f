/** Builds the rows that the page may see from the stored records. */
import type {
  AccountId,
  AccountRow,
  KeyId,
  KeyRow,
  OperationId,
  SyncState,
  VersionRow,
  Grant,
} from '../../../shared/model/model.ts'
import { isEnded, type OperationRow } from '../../../shared/model/operation.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { Queue } from '../../../shared/model/queue.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { KeychainHealth, Notice, NotificationHealth } from '../../../shared/contract/snapshot.ts'
import type { AccountRecord, KeyRecord, OperationRecord, Store, VersionRecord } from '../ports/store.ts'
import { reminderFields } from './reminder-fields.ts'

export interface Rows {
  /** The rows of those `ids` that exist; the same for the next two. Records in `atHand` are current and are not read again. */
  keys(ids: Iterable<KeyId>, atHand?: ReadonlyMap<KeyId, KeyRecord>): KeyRow[]
  accounts(ids: Iterable<AccountId>): AccountRow[]
  /** Leaves out operations that have ended. */
  operations(ids: Iterable<OperationId>): OperationRow[]
  providers(): readonly ProviderMetadata[]
  settings(): Settings
  keychain(): KeychainHealth
  notices(): readonly Notice[]
  queue(): Queue | undefined
  notifications(): NotificationHealth
  allKeys(): KeyRow[]
  allAccounts(): AccountRow[]
  openOperations(): OperationRow[]
}

interface Deps {
  readonly store: Store
  /** Keys with a held deletion: they are in no row meanwhile. */
  readonly hidden: ReadonlySet<KeyId>
  /** Operations with a held dismissal: they are in no row while their outcome is unknown. */
  readonly dismissed: ReadonlySet<OperationId>
  /** When the running sync of this account began. */
  readonly syncingSince: (account: AccountId) => number | undefined
  /** Operations with sealed responses; `undefined`: unknown. */
  readonly sealedAnswers: () => ReadonlySet<string> | undefined
  /** Whether the sealed response holds a whole secret. */
  readonly holdsSecret: (operation: OperationId) => boolean
  readonly providers: () => readonly ProviderMetadata[]
  readonly keychain: () => KeychainHealth
  readonly notices: () => readonly Notice[]
  readonly notifications: () => NotificationHealth
}

export function createRows(deps: Deps): Rows {
  const { store, hidden, dismissed, syncingSince, sealedAnswers, holdsSecret, keychain } = deps
  const { notices, notifications, providers } = deps
  const unsavedKeys = (open: readonly OperationRecord[]) =>
    new Set(open.filter(({ state }) => state === 'received' || state === 'unsaved').map(({ key }) => key))
  const credentialOwners = () =>
    new Map(
      store.accounts
        .all()
        .flatMap(({ id, credentialKey }) => (credentialKey ? [[credentialKey, id] as const] : [])),
    )

  const keyRows = (all: readonly KeyRecord[]) => {
    const records = hidden.size === 0 ? all : all.filter(({ id }) => !hidden.has(id))
    const open = store.operations.open()
    const unsaved = unsavedKeys(open)
    const owners = credentialOwners()
    const pairs = new Map(open.filter(isSideBySide).flatMap(bothOf))
    const incomplete = new Map(store.operations.incomplete().map((operation) => [operation.key, operation]))
    const reminders = reminderFields(store, records)
    return records.map((record) => ({
      ...toKeyRow(record, unsaved.has(record.id), owners.get(record.id)),
      ...reminders(record),
      overlap: pairs.get(record.id),
      incomplete: incompleteOf(record, incomplete.get(record.id)),
    }))
  }
  const accountRow = (record: AccountRecord) => toAccountRow(record, syncingSince(record.id))
  /** Once a secret is at stake again, the operation is shown whatever the user has dismissed. */
  const isShown = ({ id, state }: OperationRecord) => !(state === 'unknown' && dismissed.has(id))
  const operationRows = (all: readonly OperationRecord[]): OperationRow[] => {
    const records = all.filter(isShown)
    const sealed = records.length === 0 ? undefined : sealedAnswers()
    return records.map((record) => ({
      ...toOperationRow(record, sealed?.has(record.id)),
      ...(holdsSecret(record.id) && { holdsSecret: true }),
    }))
  }

  return {
    keys: (ids, atHand) => keyRows(found(ids, (id) => atHand?.get(id) ?? store.keys.get(id))),
    accounts: (ids) => found(ids, (id) => store.accounts.get(id)).map(accountRow),
    operations: (ids) =>
      operationRows(found(ids, (id) => store.operations.get(id)).filter(({ state }) => !isEnded(state))),
    providers,
    settings: () => store.settings.read(),
    keychain,
    notices,
    queue: () => store.queue.read(),
    notifications,
    allKeys: () => keyRows(store.keys.all()),
    allAccounts: () => store.accounts.all().map(accountRow),
    openOperations: () => operationRows(store.operations.open()),
  }
}

const found = <Id, Item>(ids: Iterable<Id>, get: (id: Id) => Item | undefined): Item[] =>
  [...ids].map(get).filter((item) => item !== undefined)

/** The overlap fields for the rows of both keys. A pasted value has one key, which is the new one. */
function bothOf({ id: operation, key, overlap }: OperationRecord): [KeyId, NonNullable<KeyRow['overlap']>][] {
  if (overlap === undefined) return []
  const { old, until, endsAtProvider } = overlap
  const both = { operation, until, endsAtProvider }
  return [
    [old, { role: 'old', other: key, ...both }],
    [key, { role: 'new', other: old, ...both }],
  ]
}

/** Nobody can complete a key that is gone, or whose account was removed. */
function incompleteOf(
  { account, goneSince }: KeyRecord,
  operation: OperationRecord | undefined,
): KeyRow['incomplete'] {
  const error = operation?.completion?.error
  if (operation === undefined || error === undefined) return undefined
  return account === undefined || goneSince !== undefined
    ? undefined
    : { operation: operation.id, error: { ...error } }
}

function toKeyRow(record: KeyRecord, unsaved: boolean, credentialOf: AccountId | undefined): KeyRow {
  const held = record.stale ? 'stale' : 'held'
  return {
    id: record.id,
    account: record.account,
    provider: record.provider,
    name: record.name,
    handle: record.handle,
    scope: record.scope === '' ? undefined : record.scope,
    switch: record.switch,
    validFrom: record.validFrom,
    expires: record.expires,
    createdAt: record.createdAt,
    lastUsedAt: record.lastUsedAt,
    leaked: record.leaked,
    secret: unsaved ? 'unsaved' : record.version > 0 ? held : 'missing',
    version: record.version,
    favourite: record.favourite,
    tags: record.tags,
    notes: record.notes,
    environment: record.environment,
    consoleUrl: record.consoleUrl,
    ...grantTexts(record.grants),
    credentialOf,
    goneSince: record.goneSince,
    renewedAs: record.renewedAs,
    copiedAt: record.copiedAt,
    asOf: record.asOf,
  }
}

function toAccountRow(record: AccountRecord, syncingSince: number | undefined): AccountRow {
  return {
    id: record.id,
    provider: record.provider,
    name: record.name,
    sign: record.sign,
    settings: record.settings,
    credential: 'held',
    credentialExpiresAt: record.credentialExpiresAt,
    credentialKey: record.credentialKey,
    sync: syncState(record, syncingSince),
    asOf: record.asOf,
    clockSkewMs: record.clockSkewMs,
    warnings: record.warnings,
  }
}

function syncState({ lastSync }: AccountRecord, since: number | undefined): SyncState {
  if (since !== undefined) return { state: 'running', since }
  if (lastSync === undefined) return { state: 'never' }
  return lastSync.error === undefined
    ? { state: 'done', at: lastSync.at }
    : { state: 'failed', at: lastSync.at, error: { ...lastSync.error } }
}

function toOperationRow(record: OperationRecord, sealed: boolean | undefined): OperationRow {
  return {
    id: record.id,
    kind: record.kind,
    state: record.state,
    key: record.key,
    account: record.account,
    name: record.name,
    startedAt: record.startedAt,
    error: record.error && { ...record.error },
    assessment: record.assessment,
    sealed: sealed ?? false,
    ...(sealed === undefined && { sealUnread: true }),
    overlap: record.overlap,
  }
}

/** One version as the page sees it; `current` is the key's own version number, `retiring` that of a replaced version that still works. */
export const toVersionRow = (record: VersionRecord, current: number, retiring?: number): VersionRow => ({
  version: record.version,
  status: statusOf(record.version, current, retiring),
  origin: record.origin,
  madeAt: record.madeAt,
  backend: record.backend,
  validity: record.validity,
})

function statusOf(version: number, current: number, retiring: number | undefined): VersionRow['status'] {
  if (version === current) return 'current'
  return version === retiring ? 'retiring' : 'previous'
}

/** A key's permissions and targets as texts to search for: each once, in the provider's order. A row does not carry every grant. */
export function grantTexts(grants: readonly Grant[]): Pick<KeyRow, 'permissions' | 'targets'> {
  const permissions = new Set(grants.map(({ permission }) => permission))
  const targets = new Set(
    grants.flatMap(({ target }) => (target === undefined ? [] : [`${target.type} ${target.id}`])),
  )
  return {
    ...(permissions.size > 0 && { permissions: [...permissions] }),
    ...(targets.size > 0 && { targets: [...targets] }),
  }
}
