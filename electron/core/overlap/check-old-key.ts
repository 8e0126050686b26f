/** Checks the status of an overlap's old key at its provider, and whether the key is still used. */
import type { Switch } from '../../../shared/model/model.ts'
import type { OverlapCheck } from '../../../shared/model/operation.ts'
import { isWithinReadLag } from '../sync/missing-keys.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { KeyGuards } from '../keys/key-guards.ts'
import { notFound } from '../sync/read-lag.ts'
import type { OverlapRecord } from './overlap-transitions.ts'
import type { RemoteKey } from '../ports/provider.ts'
import type { KeyRecord, Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'

interface Deps {
  readonly store: Store
  readonly guards: KeyGuards
  readonly credentials: Credentials
  readonly clock: Clock
}

/** Asks the provider if its API can read one key, otherwise uses the last list. Throws Failure `provider` or `keychain`. */
export type CheckOldKey = (operation: OverlapRecord) => Promise<OverlapCheck>

export function createCheckOldKey({ store, guards, credentials, clock }: Deps): CheckOldKey {
  /** The program itself uses the account's credential with every call, so its last use shows nothing about other users. */
  const isCredential = ({ id, account }: KeyRecord): boolean =>
    account !== undefined && store.accounts.get(account)?.credentialKey === id

  function usedSince(
    old: KeyRecord,
    lastUsedAt: number | undefined,
    since: number,
  ): OverlapCheck['usedSince'] {
    if (lastUsedAt === undefined || isCredential(old)) return 'cannot-tell'
    return lastUsedAt > since ? 'yes' : 'no'
  }

  function byRecord(old: KeyRecord, since: number): OverlapCheck {
    const { lastUsedAt, asOf, goneSince } = old
    const status = goneSince === undefined ? statusBy(old.switch) : 'gone'
    return { status, lastUsedAt, usedSince: usedSince(old, lastUsedAt, since), at: asOf }
  }

  function byAnswer(
    old: KeyRecord,
    remote: RemoteKey | undefined,
    since: number,
    aheadMs: number,
  ): OverlapCheck {
    const at = clock.now()
    if (remote === undefined) return { status: 'gone', usedSince: 'cannot-tell', at }
    const { lastUsedAt } = remote
    const status = statusBy(remote.switch)
    return { status, lastUsedAt, usedSince: usedSince(old, lastUsedAt, since + aheadMs), at }
  }

  return async ({ overlap: { old: id, oldVersion, since } }) => {
    const old = guards.need(id)
    const { account, remoteId, scope, name } = old
    if (account === undefined || oldVersion !== undefined)
      return { status: 'cannot-tell', usedSince: 'cannot-tell', at: clock.now() }
    if (remoteId === undefined || old.goneSince !== undefined) return byRecord(old, since)
    return credentials.use(account, async ({ provider, api }) => {
      if (provider.get === undefined) return byRecord(old, since)
      const { key, date } = await provider.get(api, { remoteId, scope, label: name })
      const now = clock.now()
      if (key === undefined && isWithinReadLag(old, provider.readsLagMs, now))
        throw notFound(old, provider, now)
      // The provider's times are by its own clock, Keyhold's by this machine's.
      return byAnswer(old, key, since, date === undefined ? 0 : date - now)
    })
  }
}

/** A key of a provider without switches works as long as it exists. */
const statusBy = (state: Switch): OverlapCheck['status'] =>
  state === 'disabled' || state === 'frozen' ? 'switched-off' : 'works'
