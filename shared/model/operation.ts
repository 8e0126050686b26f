/** The journal of operations that produce secrets, as the page sees it. States and their order: ARCHITECTURE.md, "Rotation". */
import { z } from 'zod'
import { AccountId, ErrorData, Expiry, Instant, KeyId, OperationId } from './model.ts'

export const OperationKind = z.enum([
  'regenerate', // the provider renews a key in place
  'create', // the provider makes a new key
  'replace', // the provider makes a new key like the old one, which keeps working beside it for a while
  'paste', // the user pastes a new value of a manual key
  'add', // the user enters a key by hand
])
export type OperationKind = z.infer<typeof OperationKind>

/** Journal states. `rejected`, `done`, `rolled-back` and `closed` are ended; all others are open and survive restarts. */
export const OperationState = z.enum([
  'requested', // recorded; the provider may be called from now on
  'received', // the response is sealed on disk and understood
  'unsaved', // the keychain did not accept the secret, which stays sealed until the user decides
  'stored', // in the keychain, read back and compared
  'unknown', // the provider may have acted
  // For a replacement, and for a new value of a key whose old one keeps working:
  'overlapping', // the new key is current, the old one still works
  'retiring', // the provider is being asked to switch off or to delete the old one; `overlap.doing` says which
  'retired', // the old one is switched off, which can be undone
  'rolling-back', // the provider is being asked to delete the new one
  'rolled-back', // the new one is deleted, the old one is current again
  'rejected', // the provider refused, or was never asked; nothing has changed
  'done',
  'closed', // an unknown or unsaved operation that the user has dismissed
])
export type OperationState = z.infer<typeof OperationState>

const ENDED: readonly OperationState[] = ['rejected', 'done', 'rolled-back', 'closed']
export const isEnded = (state: OperationState): boolean => ENDED.includes(state)

/** What the checks at the provider have shown about an unknown outcome. */
export const Assessment = z.discriminatedUnion('state', [
  /** Two checks are needed, the second at least a minute after the deadline. */
  z.object({ state: z.literal('checking'), nextCheckAt: Instant }),
  /** The provider's key has changed: by this request or by someone else. The stored secret is probably invalid. */
  z.object({
    state: z.literal('renewed'),
    at: Instant.optional(),
    /** If its remote id has changed, too: the record that a list created for the new id. */
    key: KeyId.optional(),
  }),
  z.object({ state: z.literal('no-sign') }),
  z.object({ state: z.literal('cannot-tell') }),
  /** A key with the operation's name that Keyhold did not know before; its secret is lost. */
  z.object({ state: z.literal('orphan'), key: KeyId, handle: z.string().optional(), at: Instant.optional() }),
])
export type Assessment = z.infer<typeof Assessment>

/** A place where a key is used, by the page's own name for it. */
export const PlaceId = z.string().min(1).max(1_100)
/** More than a key's variables can name. */
export const MOST_PLACES = 600

/** Two keys side by side. Time alone ends neither, unless the provider does: after `until` the user is asked. */
export const Overlap = z.object({
  /** The key that is being replaced. If the user pasted a new value, the operation's own key. */
  old: KeyId,
  oldName: z.string(),
  /** For two values of one key only: the version that keeps working; 0 if Keyhold does not hold it. */
  oldVersion: z.int().optional(),
  /** For a pasted value only: when the old value stops working, because the key's own date is now that of the new value. */
  oldExpires: Expiry.optional(),
  since: Instant,
  until: Instant,
  /** The provider itself ends the old value at `until`. */
  endsAtProvider: z.literal(true).optional(),
  /** The last request to the provider about the overlap whose effect has not been seen yet. */
  doing: z.enum(['switch-off', 'delete', 'roll-back']).optional(),
  /** The places that use the new key by now, as far as the user has ticked them. */
  switchedOver: z.array(PlaceId).max(MOST_PLACES).readonly().optional(),
})
export type Overlap = z.infer<typeof Overlap>

/** What a provider still has to do for a new key. `error`: why the last attempt failed; without one, no attempt has ended. */
export const Completion = z.object({ error: ErrorData.optional() })

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
  /** A sealed response is on disk. */
  sealed: z.boolean(),
  /** The folder of sealed responses cannot be read, so whether one exists is unknown. */
  sealUnread: z.literal(true).optional(),
  /** The sealed response could not be understood, but contains a whole secret. */
  holdsSecret: z.boolean().optional(),
  /** The key that is being replaced, and how long both keys should work. The overlap begins with `overlapping`. */
  overlap: Overlap.optional(),
})
export type OperationRow = z.infer<typeof OperationRow>

/** Finer than the journal's states, so that the page can show an operation's progress. */
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

/** The outcome of an operation that brings a new secret. */
export const Outcome = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('stored'),
    operation: OperationId,
    key: KeyId,
    /** Why the new key lacks something at its provider. Its secret is safe. */
    unfinished: ErrorData.optional(),
  }),
  z.object({ outcome: z.literal('unsaved'), operation: OperationId, key: KeyId, error: ErrorData }),
  z.object({ outcome: z.literal('unknown'), operation: OperationId, key: KeyId, error: ErrorData }),
  z.object({ outcome: z.literal('rejected'), operation: OperationId, key: KeyId, error: ErrorData }),
])
export type Outcome = z.infer<typeof Outcome>
export type StoredOutcome = Extract<Outcome, { outcome: 'stored' }>
export type RejectedOutcome = Extract<Outcome, { outcome: 'rejected' }>
/** The operation stays open until the secret is saved or the user decides. */
export type OpenOutcome = Extract<Outcome, { outcome: 'unsaved' | 'unknown' }>

/** The result of the check of the old key before it is retired. */
export const OverlapCheck = z.object({
  /** The status of the old key at its provider. */
  status: z.enum(['works', 'switched-off', 'gone', 'cannot-tell']),
  /** Present if the provider reports it. */
  lastUsedAt: Instant.optional(),
  /** Whether the old key was used after the new one existed. */
  usedSince: z.enum(['yes', 'no', 'cannot-tell']),
  at: Instant,
})
export type OverlapCheck = z.infer<typeof OverlapCheck>

/** The result of the search in a sealed response that was not understood. */
export const SealedFinding = z.discriminatedUnion('found', [
  z.object({ found: z.literal('nothing') }),
  /** One whole secret. `untested`: its provider offers no test. The secret may be saved unless its provider refuses it. */
  z.object({ found: z.literal('secret'), works: z.enum(['yes', 'untested', 'no']) }),
  /** More than one secret, and nothing shows which one is new. */
  z.object({ found: z.literal('several') }),
])
export type SealedFinding = z.infer<typeof SealedFinding>
