/** The calls after a new key's secret is safe: they complete the key at its provider and read what its creation changed there. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { Outcome } from '../../../shared/model/operation.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { Credentials } from '../credentials/credentials.ts'
import { isReachable, type ReachableKey } from '../keys/key-guards.ts'
import type { Changes } from '../projection/changes.ts'
import type { ReportedKey } from '../ports/provider.ts'
import type { Completion, KeyRecord, OperationRecord, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import { withRemote } from '../sync/reconcile.ts'
import { about, type Journal } from './journal.ts'

export interface FinishDeps {
  readonly store: Store
  readonly journal: Journal
  readonly credentials: Credentials
  readonly changes: Changes
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/**
 * Runs under the account lock, and never throws. The outcome is `stored` however this ends, since the secret is; what could not be completed is in
 * `unfinished` and in the journal (`completion`), until another attempt succeeds or the user dismisses it.
 */
export type FinishKey = (outcome: Outcome) => Promise<Outcome>

/** Whether the secret of a new key is safe, and its provider still has to complete the key. */
export const lacksCompletion = (operation: OperationRecord): boolean =>
  operation.completion !== undefined && (operation.state === 'done' || isSideBySide(operation))

export function createFinishKey({ store, journal, credentials, changes, clock, log }: FinishDeps): FinishKey {
  /** Does nothing for a key that is gone, or whose account was removed: nobody can complete it. */
  async function finish(operation: OperationRecord): Promise<void> {
    const key = store.keys.get(operation.key)
    if (key === undefined || !isReachable(key)) return
    const reported = await call(operation, key)
    take(key, reported ?? [])
    note(operation, undefined)
  }

  function call({ draft }: OperationRecord, { account, remoteId, scope, name: label }: ReachableKey) {
    return credentials.use(account, async ({ provider, api }) =>
      provider.create?.finish?.(api, { remoteId, scope, label }, draft),
    )
  }

  function take({ account, scope }: KeyRecord, reported: readonly ReportedKey[]): void {
    if (account === undefined) return
    const known = reported.flatMap((remote) => {
      const record = store.keys.byRemote(account, remote.scope ?? scope, remote.remoteId)
      return record === undefined ? [] : [{ ...withRemote(record, remote), asOf: clock.now() }]
    })
    store.transaction(() => {
      for (const record of known) store.keys.put(record)
    })
    changes.touch({ keys: known.map(({ id }) => id) })
  }

  function note(operation: OperationRecord, completion: Completion | undefined): void {
    const error = completion?.error
    const hadFailed = operation.completion?.error !== undefined
    store.transaction(() => {
      journal.note(operation.id, { completion })
      if (error === undefined && !hadFailed) return
      const kind = error === undefined ? 'key-completed' : 'key-incomplete'
      store.history.add({ ...about(operation), at: clock.now(), kind, details: {}, error })
    })
  }

  const errorOf = (error: unknown): AppError =>
    error instanceof Failure
      ? error.error
      : { kind: 'unexpected', ticket: log.unexpected('finish a new key', error) }

  /** A failure of the keychain stays as it is: without the credential, there was no attempt. */
  const incompleteOf = (error: AppError): AppError =>
    error.kind === 'keychain' || error.kind === 'incomplete'
      ? error
      : { kind: 'incomplete', lacks: [], reason: error }

  /** Ignores a failure of the keychain: the attempt follows when the keychain opens. */
  function noteFailure(operation: OperationRecord, error: AppError): void {
    if (error.kind === 'keychain') return
    try {
      note(operation, { error })
    } catch (late) {
      log.unexpected('note what a new key lacks', late)
    }
  }

  return async (outcome) => {
    if (outcome.outcome !== 'stored') return outcome
    let operation: OperationRecord | undefined
    try {
      operation = journal.get(outcome.operation)
      if (lacksCompletion(operation)) await finish(operation)
      return outcome
    } catch (error) {
      const why = incompleteOf(errorOf(error))
      if (operation !== undefined) noteFailure(operation, why)
      return { ...outcome, unfinished: { ...why } }
    }
  }
}
