/** What is left to do in a new vault. Pure. */
const STEP_IDS = ['keys', 'secret', 'lock', 'start'] as const
export type StepId = (typeof STEP_IDS)[number]

interface Vault {
  readonly accounts: number
  readonly keys: number
  /** A key of it has a secret stored. */
  readonly hasSecret: boolean
  readonly hasLock: boolean
  readonly startsWithSystem: boolean
}

export interface Step {
  readonly id: StepId
  readonly isDone: boolean
}

/** In the order in which they are best done. */
export function stepsOf({ accounts, keys, hasSecret, hasLock, startsWithSystem }: Vault): readonly Step[] {
  const done: Record<StepId, boolean> = {
    keys: accounts + keys > 0,
    secret: hasSecret,
    lock: hasLock,
    start: startsWithSystem,
  }
  return STEP_IDS.map((id) => ({ id, isDone: done[id] }))
}
