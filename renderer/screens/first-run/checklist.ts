/** The steps of setting up a new vault, and which of them are done. Pure. */
const STEP_IDS = ['keys', 'secret', 'lock', 'start'] as const
export type StepId = (typeof STEP_IDS)[number]

interface Vault {
  readonly accounts: number
  readonly keys: number
  /** At least one key of the vault has a stored secret. */
  readonly hasSecret: boolean
  readonly hasLock: boolean
  readonly startsWithSystem: boolean
}

export interface Step {
  readonly id: StepId
  readonly isDone: boolean
}

/** The steps in the recommended order. */
export function stepsOf({ accounts, keys, hasSecret, hasLock, startsWithSystem }: Vault): readonly Step[] {
  const done: Record<StepId, boolean> = {
    keys: accounts + keys > 0,
    secret: hasSecret,
    lock: hasLock,
    start: startsWithSystem,
  }
  return STEP_IDS.map((id) => ({ id, isDone: done[id] }))
}
