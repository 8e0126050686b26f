/** The calls after a new key's secret is safe: they complete the key at its provider and read what its creation changed there. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { Outcome } from '../../../shared/model/operation.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Changes } from '../projection/changes.ts'
import type { Providers, RemoteKey, ReportedKey } from '../ports/provider.ts'
import type { KeyRecord, OperationRecord, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import { withRemote } from '../sync/reconcile.ts'
import type { Journal } from './journal.ts'

export interface FinishDeps {
  readonly store: Store
  readonly journal: Journal
  readonly providers: Providers
  readonly credentials: Credentials
  readonly changes: Changes
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/**
 * Runs under the account lock, and never throws. The outcome is `stored` however this ends, since the secret is; what could not be completed is in
 * `unfinished`.
 */
export type FinishKey = (outcome: Outcome) => Promise<Outcome>

/** A key that its provider has made, at its address there. */
type MadeKey = KeyRecord & Required<Pick<RemoteKey, 'remoteId'>>

export function createFinishKey({
  store,
  journal,
  providers,
  credentials,
  changes,
  clock,
  log,
}: FinishDeps): FinishKey {
  function madeBy({ kind, key, provider }: OperationRecord): MadeKey | undefined {
    const isMade = kind === 'create' || kind === 'replace'
    if (!isMade || providers.find(provider).create?.finish === undefined) return undefined
    const record = store.keys.get(key)
    return record?.remoteId === undefined ? undefined : { ...record, remoteId: record.remoteId }
  }

  async function finish({ account, draft }: OperationRecord, key: MadeKey): Promise<void> {
    if (account === undefined) return
    const { remoteId, scope, name: label } = key
    const reported = await credentials.use(account, async ({ provider, api }) =>
      provider.create?.finish?.(api, { remoteId, scope, label }, draft),
    )
    take(key, reported ?? [])
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

  const errorOf = (error: unknown): AppError =>
    error instanceof Failure
      ? error.error
      : { kind: 'unexpected', ticket: log.unexpected('finish a new key', error) }

  return async (outcome) => {
    if (outcome.outcome !== 'stored') return outcome
    try {
      const operation = journal.get(outcome.operation)
      const key = madeBy(operation)
      if (key !== undefined) await finish(operation, key)
      return outcome
    } catch (error) {
      return { ...outcome, unfinished: { ...errorOf(error) } }
    }
  }
}
