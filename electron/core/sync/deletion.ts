/**
 * Deletes a key at its provider. The response "there is no such key" may also mean that the call itself does not exist; only this module decides
 * which.
 */
import { Failure } from '../../../shared/contract/errors.ts'
import { lacks } from '../../../shared/model/abilities.ts'
import type { Opened } from '../credentials/credentials.ts'
import type { KeyRecord, Store } from '../ports/store.ts'
import type { Clock } from '../ports/world.ts'
import { isListed, isNotYetListed, isWithinReadLag, classifyMissing } from './missing-keys.ts'
import { asRemote } from './reconcile.ts'

interface Deps {
  readonly store: Pick<Store, 'versions'>
  readonly clock: Pick<Clock, 'now'>
}

/**
 * Resolves when the key no longer exists at the provider, by this deletion or an earlier one. Throws Failure `unsupported` or `provider`: in that
 * case the key counts as existing. `not-yet-shown`: the provider knows no such key, and the key is so new that this may change.
 */
export type DeleteThere = (opened: Pick<Opened, 'provider' | 'api'>, key: KeyRecord) => Promise<void>

export function createDeleteThere({ store, clock }: Deps): DeleteThere {
  return async (opened, key) => {
    const { provider, api } = opened
    if (provider.revoke === undefined || lacks(provider.metadata, key.scope, 'revoke'))
      throw new Failure({ kind: 'unsupported', act: 'revoke' })
    const answer = await provider.revoke(api, asRemote(key))
    if (answer.heard === 'done') return
    if ((await isListed(provider.list(api, key.scope), key)) !== false) throw answer.refusal
    const now = clock.now()
    if (isNotYetListed(store, key.id, now) || isWithinReadLag(key, provider.readsLagMs, now))
      throw new Failure({ kind: 'provider', why: 'not-yet-shown', outcome: 'refused' })
    const { gone } = await classifyMissing(opened, [key], now)
    if (gone.length === 0) throw answer.refusal
  }
}
