/** The journal of operations that hand out secrets, as the page sees it. States and their order: ARCHITECTURE.md, "Rotation". */
import { z } from 'zod'
import { AccountId, ErrorData, Expiry, Instant, KeyId, OperationId } from './model.ts'

export const OperationKind = z.enum([
  'regenerate', // the provider renews a key in place
  'create', // the provider makes a new key
  'replace', // the provider makes a new key like the old one, which lives on beside it for a while
  'paste', // the user pastes a new value of a manual key
  'add', // the user enters a key by hand
])
export type OperationKind = z.infer<typeof OperationKind>

/** Journal states. `rejected`, `done`, `rolled-back` and `closed` are ended; all others are open and survive restarts. */
export const OperationState = z.enum([
  'requested', // written down; the provider may be asked from here on
  'received', // the answer is sealed on disk and understood
  'unsaved', // the keychain did not take the secret; it stays sealed and before the user
  'stored', // in the keychain, read back and compared
  'unknown', // the provider may have acted
  // Of a replacement, and of a pasted value whose old one lives on:
  'overlapping', // the new key is current, the old one still works
  'retiring', // the provider is being asked to switch the old one off or to delete it; `overlap.doing` says which
  'retired', // the old one is switched off, which can be undone
  'rolling-back', // the provider is being asked to delete the new one
  'rolled-back', // the new one is gone, the old one is current again
  'rejected', // the provider said no, or was never asked; nothing has changed
  'done',
  'closed', // an unknown or unsaved operation that the user has put away
])
export type OperationState = z.infer<typeof OperationState>

const ENDED: readonly OperationState[] = ['rejected', 'done', 'rolled-back', 'closed']
export const isEnded = (state: OperationState): boolean => ENDED.includes(state)

/** What looking at the provider has told about an unknown outcome. */
export const Assessment = z.discriminatedUnion('state', [
  /** Two looks are needed, the second at least a minute after the deadline. */
  z.object({ state: z.literal('checking'), nextLookAt: Instant }),
  /** The provider's key has moved: by this request or by someone else. The secret here is probably dead. */
  z.object({
    state: z.literal('renewed'),
    at: Instant.optional(),
    /** Where its address has changed, too: the record under which a list brought it anew. */
    key: KeyId.optional(),
  }),
  z.object({ state: z.literal('no-sign') }),
  z.object({ state: z.literal('cannot-tell') }),
  /** A key with our name that nobody here knows; its secret is lost. */
  z.object({ state: z.literal('orphan'), key: KeyId, handle: z.string().optional(), at: Instant.optional() }),
])
export type Assessment = z.infer<typeof Assessment>

/** Two keys that live side by side. Nothing ends by the clock: after `until` the user is asked. */
export const Overlap = z.object({
  /** The key that is being replaced. The same as the operation's own key where the user pasted a new value. */
  old: KeyId,
  oldName: z.string(),
  /** Only of a pasted value: the version that lives on. */
  oldVersion: z.int().optional(),
  /** Only of a pasted value: when the old one stops working, since the key itself now says it of the new one. */
  oldExpires: Expiry.optional(),
  since: Instant,
  until: Instant,
  /** What the provider was last asked to do about it and has not been seen to have done. */
  doing: z.enum(['switch-off', 'delete', 'roll-back']).optional(),
})
export type Overlap = z.infer<typeof Overlap>

export const OperationRow = z.object({
  id: OperationId,
  kind: OperationKind,
  state: OperationState,
  key: KeyId,
  account: AccountId.optional(),
  name: z.string(),
  startedAt: Instant,
  error: ErrorData.optional(),
  assessment: Assessment.optional(),
  /** A sealed response lies on disk. */
  sealed: z.boolean(),
  /** The folder of recovery files cannot be read, so that it cannot be told. */
  sealUnread: z.literal(true).optional(),
  /** What is sealed could not be understood, and yet holds a whole secret. */
  holdsSecret: z.boolean().optional(),
  /** Which key it replaces, and for how long both are to live. They do so from `overlapping` on. */
  overlap: Overlap.optional(),
})
export type OperationRow = z.infer<typeof OperationRow>

/** Finer than the journal, so that the page can show where an operation stands. */
export const OperationStep = z.enum([
  'waiting', // for a sync or another operation of the same account
  'preflight',
  'requested',
  'answered',
  'sealed',
  'received',
  'stored',
  'done',
  'ended', // rejected, unknown or unsaved
])
export type OperationStep = z.infer<typeof OperationStep>

/** How a regeneration or creation came out. Every one of them is a screen. */
export const Outcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('stored'), operation: OperationId, key: KeyId }),
  z.object({ outcome: z.literal('unsaved'), operation: OperationId, key: KeyId, error: ErrorData }),
  z.object({ outcome: z.literal('unknown'), operation: OperationId, key: KeyId, error: ErrorData }),
  z.object({ outcome: z.literal('rejected'), operation: OperationId, key: KeyId, error: ErrorData }),
])
export type Outcome = z.infer<typeof Outcome>

/** What a look at the old key tells, before it is retired. */
export const OverlapCheck = z.object({
  /** Of the old key, at its provider. */
  status: z.enum(['works', 'switched-off', 'gone', 'cannot-tell']),
  /** Where the provider tells it. */
  lastUsedAt: Instant.optional(),
  /** Whether the old key was used since the new one was there. */
  usedSince: z.enum(['yes', 'no', 'cannot-tell']),
  at: Instant,
})
export type OverlapCheck = z.infer<typeof OverlapCheck>

/** What a look into a sealed response that was not understood has found. */
export const SealedFinding = z.discriminatedUnion('found', [
  z.object({ found: z.literal('nothing') }),
  /** One whole secret. `untested`: its provider offers no test. It may be saved unless its provider does not accept it. */
  z.object({ found: z.literal('secret'), works: z.enum(['yes', 'untested', 'no']) }),
  /** More than one, and nothing tells which of them is the new one. */
  z.object({ found: z.literal('several') }),
])
export type SealedFinding = z.infer<typeof SealedFinding>
