/** Gives an act of the user its turn on an account: reading may wait, the user does not. */
import type { AccountId } from '../../../shared/model/model.ts'
import type { Sync } from './sync.ts'
import type { Turns } from '../scheduling/turns.ts'

/** Runs `act` when what was asked before has ended; a sync that runs makes way and goes on after it. Without an account at once. */
export type UserTurn = <T>(account: AccountId | undefined, act: () => Promise<T>) => Promise<T>

export function createUserTurn({ turns, sync }: { readonly turns: Turns; readonly sync: Sync }): UserTurn {
  return async (account, act) => {
    const goOn = account === undefined ? () => undefined : sync.giveWay(account)
    try {
      return await turns.inAccount(account, act)
    } finally {
      goOn()
    }
  }
}
