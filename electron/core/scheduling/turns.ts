/** Who may act now: one operation per key at a time, and one sync or operation per account at a time. */
import { Failure, type Act } from '../../../shared/contract/errors.ts'
import type { AccountId, KeyId } from '../../../shared/model/model.ts'

export interface Turns {
  /** Marks `key` as being acted on until the returned function is called. Throws Failure `busy` if it is already. */
  claim(key: KeyId, act: Act): () => void
  /** The same for several: all of them or none. */
  claimAll(keys: readonly KeyId[], act: Act): () => void
  isClaimed(key: KeyId): boolean
  /** Runs `act` when everything asked for this account before has ended, however it ended; without an account at once. */
  inAccount<T>(account: AccountId | undefined, act: () => Promise<T>): Promise<T>
  /** Resolves when no account has a turn under way and no key is claimed. */
  idle(): Promise<void>
}

export function createTurns(): Turns {
  const claims = new Map<KeyId, Act>()
  const tails = new Map<AccountId, Promise<unknown>>()
  const waiting: (() => void)[] = []

  function release(key: KeyId): void {
    claims.delete(key)
    if (claims.size === 0) for (const go of waiting.splice(0)) go()
  }

  async function allReleased(): Promise<void> {
    if (claims.size > 0) await new Promise<void>((go) => waiting.push(go))
  }

  function claimAll(keys: readonly KeyId[], act: Act): () => void {
    for (const key of keys) {
      const running = claims.get(key)
      if (running !== undefined) throw new Failure({ kind: 'busy', act: running })
    }
    for (const key of keys) claims.set(key, act)
    let isOurs = true
    return () => {
      if (isOurs) keys.forEach(release) // once: a second call must not end the claim of whoever came next
      isOurs = false
    }
  }

  return {
    claim: (key, act) => claimAll([key], act),
    claimAll,

    isClaimed: (key) => claims.has(key),

    inAccount(account, act) {
      if (account === undefined) return act()
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
      while (tails.size > 0 || claims.size > 0) await Promise.all([...tails.values(), allReleased()])
    },
  }
}
