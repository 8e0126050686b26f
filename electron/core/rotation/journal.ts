/** The journal of operations: which transitions exist, and the one way to follow one. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import type { OperationState } from '../../../shared/model/operation.ts'
import type { Changes } from '../projection/changes.ts'
import type { NewHistoryEntry, OperationRecord, Store } from '../ports/store.ts'

/** From each state, where an operation may go. The picture of it: ARCHITECTURE.md, "Rotation". */
export const transitions: Readonly<Record<OperationState, readonly OperationState[]>> = {
  requested: ['received', 'unsaved', 'stored', 'rejected', 'unknown'],
  received: ['unsaved', 'stored', 'unknown'],
  // Unknown only if what was sealed cannot be opened any more; the file is kept. Rejected only if the user brought the
  // secret and the program ended before the keychain took it: nothing has changed.
  unsaved: ['stored', 'unknown', 'rejected'],
  // A sealed response that was not understood may be read by a later version of this program; and a keychain that was not
  // there may come back with the secret in it.
  unknown: ['received', 'unsaved', 'stored', 'closed'],
  stored: ['done', 'overlapping'],
  overlapping: ['retiring', 'rolling-back', 'done'],
  // Back again where the provider said no, or was looked at and had done nothing.
  retiring: ['overlapping', 'retired', 'done'],
  retired: ['overlapping', 'retiring', 'done'],
  'rolling-back': ['overlapping', 'rolled-back'],
  'rolled-back': [],
  rejected: [],
  done: [],
  closed: [],
}

type Facts = Partial<
  Pick<OperationRecord, 'version' | 'issued' | 'error' | 'checks' | 'assessment' | 'overlap' | 'deadline'>
>

export interface Journal {
  /** Writes an operation down before anything is asked of a provider. */
  begin(record: OperationRecord): OperationRecord
  /** Follows one arrow; `also` is part of the same transaction. Throws on an arrow that does not exist: a bug. */
  move(id: OperationId, to: OperationState, facts?: Facts, also?: () => void): OperationRecord
  /** Keeps what was learnt without leaving the state. */
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
        const told = historyOf(after, now())
        if (told !== undefined) store.history.add(told)
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

/** Whose history an entry about this operation belongs to. */
export const about = ({
  key,
  account,
  name,
}: OperationRecord): Pick<NewHistoryEntry, 'key' | 'account' | 'name'> => ({
  key,
  account,
  name,
})
