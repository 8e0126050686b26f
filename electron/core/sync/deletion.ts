/** Deletes a key at its provider. "There is no such key" may as well mean that the call itself is not there: it is judged here and nowhere else. */
import { Failure } from '../../../shared/contract/errors.ts'
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
 * Returns when the key is gone there, by this deletion or before it. Throws Failure `unsupported` or `provider`: then it counts as still
 * there. `not-yet-shown`: the provider knows no such key, and the key is so new that this may change.
 */
export type DeleteThere = (opened: Pick<Opened, 'provider' | 'api'>, key: KeyRecord) => Promise<void>

export function createDeleteThere({ store, clock }: Deps): DeleteThere {
  return async (opened, key) => {
    const { provider, api } = opened
    if (provider.revoke === undefined) throw new Failure({ kind: 'unsupported', act: 'revoke' })
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
