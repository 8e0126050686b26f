/** The steps of setting up a new vault, and which of them are done. Pure. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { hasSecret } from '../../commands/key-commands.ts'

const STEP_IDS = ['keys', 'secret', 'lock', 'start'] as const
export type StepId = (typeof STEP_IDS)[number]

interface Vault {
  readonly accounts: number
  readonly keys: number
  /** The user has stored the secret of at least one key. */
  readonly isSecretStored: boolean
  readonly hasLock: boolean
  readonly startsWithSystem: boolean
}

export interface Step {
  readonly id: StepId
  readonly isDone: boolean
}

/**
 * Whether the user has stored this key's secret. The key that an account signs in with does not count, because connecting the account stored its
 * secret.
 */
export const isStoredByUser = (key: KeyRow): boolean => hasSecret(key) && key.credentialOf === undefined

/** The steps in the recommended order. */
export function stepsOf({
  accounts,
  keys,
  isSecretStored,
  hasLock,
  startsWithSystem,
}: Vault): readonly Step[] {
  const done: Record<StepId, boolean> = {
    keys: accounts + keys > 0,
    secret: isSecretStored,
    lock: hasLock,
    start: startsWithSystem,
  }
  return STEP_IDS.map((id) => ({ id, isDone: done[id] }))
}
