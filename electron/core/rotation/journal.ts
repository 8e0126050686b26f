/** The journal of operations: which transitions exist, and the one way to make one. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import type { OperationState } from '../../../shared/model/operation.ts'
import type { Changes } from '../projection/changes.ts'
import type { NewHistoryEntry, OperationRecord, Store } from '../ports/store.ts'

/** The states that an operation may enter from each state. For a diagram see ARCHITECTURE.md, "Rotation". */
export const transitions: Readonly<Record<OperationState, readonly OperationState[]>> = {
  requested: ['received', 'unsaved', 'stored', 'rejected', 'unknown'],
  received: ['unsaved', 'stored', 'unknown'],
  // `unknown` only if the sealed response can no longer be opened; the file is kept. `rejected` only if the user brought the secret and the
  // program ended before the keychain stored it: nothing has changed.
  unsaved: ['stored', 'unknown', 'rejected'],
  // A later version of this program may understand a sealed response that this one could not; and a missing keychain may come back with the
  // secret in it.
  unknown: ['received', 'unsaved', 'stored', 'closed'],
  stored: ['done', 'overlapping'],
  overlapping: ['retiring', 'rolling-back', 'done'],
  // Back to `overlapping` if the provider refused the request, or if a check showed that nothing had changed.
  retiring: ['overlapping', 'retired', 'done'],
  retired: ['overlapping', 'retiring', 'done'],
  'rolling-back': ['overlapping', 'rolled-back'],
  'rolled-back': [],
  rejected: [],
  done: [],
  closed: [],
}

type Facts = Partial<
  Pick<
    OperationRecord,
    'version' | 'issued' | 'error' | 'checks' | 'assessment' | 'overlap' | 'deadline' | 'completion'
  >
>

/** The scope of the key that an operation was about before its response. */
export const scopeOf = ({ before, draft }: Pick<OperationRecord, 'before' | 'draft'>): string =>
  before?.scope ?? (typeof draft.scope === 'string' ? draft.scope : '')

export interface Journal {
  /** Records an operation before the request to the provider. */
  begin(record: OperationRecord): OperationRecord
  /** Makes one transition; `also` is part of the same transaction. Throws on a transition that does not exist: a bug. */
  move(id: OperationId, to: OperationState, facts?: Facts, also?: () => void): OperationRecord
  /** Records new facts without leaving the state. */
  note(id: OperationId, facts: Facts): OperationRecord
  /** Throws Failure `not-found`. */
  get(id: OperationId): OperationRecord
}

interface Deps {
  readonly store: Store
  readonly changes: Changes
  readonly now: () => number
}

export function createJournal({ store, changes, now }: Deps): Journal {
  function get(id: OperationId): OperationRecord {
    const record = store.operations.get(id)
    if (record === undefined) throw new Failure({ kind: 'not-found', what: 'operation' })
    return record
  }

  function put(record: OperationRecord): OperationRecord {
    store.operations.put(record)
    const old = record.overlap === undefined ? [] : [record.overlap.old]
    changes.touch({ operations: [record.id], keys: [record.key, ...old] })
    return record
  }

  return {
    get,
    begin: (record) => store.transaction(() => put(record)),
    note: (id, facts) => store.transaction(() => put({ ...get(id), ...facts })),
    move: (id, to, facts = {}, also) =>
      store.transaction(() => {
        const before = get(id)
        if (!transitions[before.state].includes(to))
          throw new Error(`No transition from ${before.state} to ${to}`)
        const after = put({ ...before, ...facts, state: to })
        also?.()
        const entry = historyOf(after, now())
        if (entry !== undefined) store.history.add(entry)
        return after
      }),
  }
}

const KINDS: Partial<Record<OperationState, NewHistoryEntry['kind']>> = {
  rejected: 'operation-rejected',
  unknown: 'operation-unknown',
  unsaved: 'operation-unsaved',
  closed: 'operation-closed',
}

function historyOf(record: OperationRecord, at: number): NewHistoryEntry | undefined {
  const kind = KINDS[record.state]
  return kind && { ...about(record), at, kind, details: { operation: record.kind }, error: record.error }
}

/** The key and account whose history an entry about this operation belongs to. */
export const about = ({
  key,
  account,
  name,
}: OperationRecord): Pick<NewHistoryEntry, 'key' | 'account' | 'name'> => ({
  key,
  account,
  name,
})
