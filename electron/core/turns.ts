/** Who may act now: one operation per key at a time, and one sync or operation per account at a time. */
import { Failure, type Act } from '../../shared/errors.ts'
import type { AccountId, KeyId } from '../../shared/model.ts'

export interface Turns {
  /** Marks `key` as being acted on until the returned function is called. Throws Failure `busy` if it is already. */
  claim(key: KeyId, act: Act): () => void
  isClaimed(key: KeyId): boolean
  /** Runs `act` when everything asked for this account before has ended, however it ended. */
  inAccount<T>(account: AccountId, act: () => Promise<T>): Promise<T>
  /** Resolves when nothing is running any more. */
  idle(): Promise<void>
}

export function createTurns(): Turns {
  const claims = new Map<KeyId, Act>()
  const tails = new Map<AccountId, Promise<unknown>>()

  return {
    claim(key, act) {
      const running = claims.get(key)
      if (running !== undefined) throw new Failure({ kind: 'busy', act: running })
      claims.set(key, act)
      return () => void claims.delete(key)
    },

    isClaimed: (key) => claims.has(key),

    inAccount(account, act) {
      const before = tails.get(account) ?? Promise.resolve()
      const turn = before.then(act, act)
      const tail = turn
        .catch(() => undefined)
        .then(() => {
          if (tails.get(account) === tail) tails.delete(account)
        })
      tails.set(account, tail)
      return turn
    },

    async idle() {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
