/** Lets one operation per key, and one sync or operation per account, run at a time. The user's own operations come before reads. */
import { Failure, type Action } from '../../../shared/contract/errors.ts'
import type { AccountId, KeyId } from '../../../shared/model/model.ts'

/** Pauses tasks that only read from `account`. The returned function resumes them. */
export type MakeWay = (account: AccountId) => () => void

export interface AccountLock {
  /** Claims `key` for an action until the returned function is called. Throws Failure `busy` if the key is already claimed. */
  claim(key: KeyId, action: Action): () => void
  /** The same for several keys: all of them or none. */
  claimAll(keys: readonly KeyId[], action: Action): () => void
  isClaimed(key: KeyId): boolean
  /** Runs `task` when all earlier tasks for this account have ended, with or without an error. Without an account `task` runs at once. */
  run<T>(account: AccountId | undefined, task: () => Promise<T>): Promise<T>
  /** The same for an action of the user: a running sync is stopped first, and restarted afterwards. */
  runForUser<T>(account: AccountId | undefined, task: () => Promise<T>): Promise<T>
  /** Sets the function that stops reads for an action of the user. */
  setMakeWay(makeWay: MakeWay): void
  /** Resolves when no account is in use and no key is claimed. */
  idle(): Promise<void>
}

export function createAccountLock(): AccountLock {
  const claims = new Map<KeyId, Action>()
  const tails = new Map<AccountId, Promise<unknown>>()
  const waiting: (() => void)[] = []
  let makeWay: MakeWay = () => () => undefined

  function release(key: KeyId): void {
    claims.delete(key)
    if (claims.size === 0) for (const go of waiting.splice(0)) go()
  }

  async function allReleased(): Promise<void> {
    if (claims.size > 0) await new Promise<void>((go) => waiting.push(go))
  }

  function claimAll(keys: readonly KeyId[], action: Action): () => void {
    for (const key of keys) {
      const running = claims.get(key)
      if (running !== undefined) throw new Failure({ kind: 'busy', act: running })
    }
    for (const key of keys) claims.set(key, action)
    let isOurs = true
    return () => {
      if (isOurs) keys.forEach(release) // only once: a second call must not end the claim of the next holder
      isOurs = false
    }
  }

  function run<T>(account: AccountId | undefined, task: () => Promise<T>): Promise<T> {
    if (account === undefined) return task()
    const before = tails.get(account) ?? Promise.resolve()
    const result = before.then(task, task)
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (tails.get(account) === tail) tails.delete(account)
      })
    tails.set(account, tail)
    return result
  }

  return {
    claim: (key, action) => claimAll([key], action),
    claimAll,

    isClaimed: (key) => claims.has(key),

    run,

    async runForUser(account, task) {
      const goOn = account === undefined ? () => undefined : makeWay(account)
      try {
        return await run(account, task)
      } finally {
        goOn()
      }
    },

    setMakeWay(next) {
      makeWay = next
    },

    async idle() {
      while (tails.size > 0 || claims.size > 0) await Promise.all([...tails.values(), allReleased()])
    },
  }
}
