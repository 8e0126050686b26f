/** The calls that the app lock makes to the system. */

/** `suspend`, `screen`: the app must not be visible now. `resume`: the machine has woken up. */
export type LockSign = 'suspend' | 'screen' | 'resume'

export interface LockPort {
  /**
   * Milliseconds since the machine was started, sleep included. Changing the clock does not change this value, which is why waits are measured by
   * it.
   */
  uptimeMs(): number
  /**
   * How long the machine has had no input, in milliseconds; `undefined` if the system does not report it. The key that wakes the machine counts
   * as input.
   */
  idleMs(): number | undefined
  /** Reports every signal until the returned function is called. */
  listen(onSign: (sign: LockSign) => void): () => void
  /** Whether the system can authenticate the user now. */
  canAuthenticate(): boolean
  /** Shows the system's authentication; `reason` ends its sentence "Keyhold wants to …". False if the user was not authenticated. */
  authenticate(reason: string): Promise<boolean>
}
