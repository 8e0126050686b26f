/** Transitions of an overlap in the journal and in both keys. Each is one transaction; no provider is asked in this module. */
import type { AppError } from '../../../shared/contract/errors.ts'
import type { AccountId, Expiry, Instant, KeyId } from '../../../shared/model/model.ts'
import type { OperationState, Overlap } from '../../../shared/model/operation.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { Journal } from '../rotation/journal.ts'
import type { ReportedKey } from '../ports/provider.ts'
import type { NewHistoryEntry, OperationRecord, Store } from '../ports/store.ts'
import { withRemote } from '../sync/reconcile.ts'

/** An operation from `overlapping` on. */
export type OverlapRecord = OperationRecord & { readonly overlap: Overlap }

interface Deps {
  readonly store: Store
  readonly journal: Journal
  readonly now: () => Instant
}

/** All throw Failure `vault`; in that case nothing has changed. Without `reported`, the old key's record already has the change. */
export interface OverlapTransitions {
  /** Open overlaps of an account, or of all. */
  open(account?: AccountId): OverlapRecord[]
  prolonged(operation: OverlapRecord, until: Instant): void
  /** The places that use the new key by now. */
  ticked(operation: OverlapRecord, switchedOver: Overlap['switchedOver']): void
  switchedOff(operation: OverlapRecord, reported?: ReportedKey): void
  switchedOn(operation: OverlapRecord, reported?: ReportedKey): void
  /** The old key, or the old value of the one key, no longer works. Its secrets stay until the user deletes them. */
  oldEnded(operation: OverlapRecord): void
  /** The overlap ends; the old key stays unchanged. */
  ended(operation: OverlapRecord): void
  /** The new key no longer works, or the old value is the current one again. */
  rolledBack(operation: OverlapRecord): void
  /** The request changed nothing. Without `to`, the state follows from the old key's own switch. */
  back(operation: OverlapRecord, to?: OperationState, error?: AppError): void
  /**
   * The account is removed, so the provider can no longer be asked: pending requests are taken back, and the user ends open overlaps by hand. One
   * that the provider ends is over, because no list will show its end.
   */
  abandon(account: AccountId): void
}

export const isOverlap = (operation: OperationRecord): operation is OverlapRecord =>
  isSideBySide(operation) && operation.overlap !== undefined

export function createOverlapTransitions({ store, journal, now }: Deps): OverlapTransitions {
  const settled = ({ overlap }: OverlapRecord) =>
    ({ error: undefined, overlap: { ...overlap, doing: undefined } }) as const

  /** Adds to the history of the old key, which an overlap is about. */
  function addHistory(
    { overlap, account, name }: OverlapRecord,
    kind: NewHistoryEntry['kind'],
    details: NewHistoryEntry['details'] = {},
  ): void {
    const base = { at: now(), account, details: { ...details, with: name } }
    store.history.add({ ...base, kind, key: overlap.old, name: overlap.oldName })
  }

  function takeOver(id: KeyId, reported: ReportedKey | undefined, isOn: boolean): void {
    const record = store.keys.get(id)
    if (record === undefined || reported === undefined) return
    const remote = { switch: isOn ? 'enabled' : 'disabled', ...reported } as const
    store.keys.put({ ...withRemote(record, remote), asOf: now() })
  }

  function endKey(id: KeyId): void {
    const record = store.keys.get(id)
    if (record === undefined) return
    for (const version of store.versions.ofKey(id)) store.versions.put({ ...version, validity: 'revoked' })
    store.keys.put({ ...record, goneSince: record.goneSince ?? now() })
  }

  function endValue(id: KeyId, version: number): void {
    const old = store.versions.get(id, version)
    if (old !== undefined) store.versions.put({ ...old, validity: 'revoked' })
  }

  function makeCurrent(id: KeyId, version: number, expires: Expiry | undefined): void {
    const record = store.keys.get(id)
    if (record !== undefined && store.versions.get(id, version) !== undefined)
      store.keys.put({ ...record, version, stale: false, expires: expires ?? record.expires })
  }

  function back(operation: OverlapRecord, to = statusOf(operation), error = operation.error): void {
    journal.move(operation.id, to, { ...settled(operation), error })
  }

  function statusOf({ overlap, state }: OverlapRecord): OperationState {
    const isOff = store.keys.get(overlap.old)?.switch === 'disabled'
    return state === 'retiring' && isOff ? 'retired' : 'overlapping'
  }

  const ended = (operation: OverlapRecord): void =>
    void journal.move(operation.id, 'done', settled(operation), () => addHistory(operation, 'overlap-ended'))

  const open: OverlapTransitions['open'] = (account) =>
    store.operations
      .open()
      .filter(isOverlap)
      .filter((one) => account === undefined || one.account === account)

  return {
    open,
    back,
    prolonged: (operation, until) =>
      store.transaction(() => {
        journal.note(operation.id, { overlap: { ...operation.overlap, until } })
        addHistory(operation, 'overlap-prolonged', { until })
      }),
    ticked: (operation, switchedOver) =>
      void journal.note(operation.id, { overlap: { ...operation.overlap, switchedOver } }),
    switchedOff: (operation, reported) =>
      void journal.move(operation.id, 'retired', settled(operation), () => {
        takeOver(operation.overlap.old, reported, false)
        addHistory(operation, 'key-switched', { enabled: false })
      }),
    switchedOn: (operation, reported) =>
      void journal.move(operation.id, 'overlapping', settled(operation), () => {
        takeOver(operation.overlap.old, reported, true)
        addHistory(operation, 'overlap-revived')
      }),
    oldEnded: (operation) =>
      void journal.move(operation.id, 'done', settled(operation), () => {
        const { old, oldVersion } = operation.overlap
        if (oldVersion === undefined) endKey(old)
        else endValue(old, oldVersion)
        addHistory(operation, 'overlap-ended')
      }),
    ended,
    rolledBack: (operation) =>
      store.transaction(() => {
        const { state: from } = journal.get(operation.id)
        for (const state of ROAD_BACK[from] ?? []) journal.move(operation.id, state)
        journal.move(operation.id, 'rolled-back', settled(operation), () => {
          const { old, oldVersion, oldExpires } = operation.overlap
          if (oldVersion === undefined) endKey(operation.key)
          else makeCurrent(old, oldVersion, oldExpires)
          addHistory(operation, 'overlap-rolled-back')
        })
      }),
    abandon(account) {
      for (const operation of open(account))
        if (operation.overlap.endsAtProvider) ended(operation)
        else if (operation.state === 'retiring' || operation.state === 'rolling-back') back(operation)
    },
  }
}

/** The states between a state and `rolled-back`, if no provider has to be asked. */
const ROAD_BACK: Partial<Record<OperationState, readonly OperationState[]>> = {
  overlapping: ['rolling-back'],
  retired: ['overlapping', 'rolling-back'],
}
