/** What the app lock asks of the system around it. */

/** `suspend`, `screen`: nobody should see the app now. `resume`: the machine has woken up. */
export type LockSign = 'suspend' | 'screen' | 'resume'

export interface LockPort {
  /**
   * Milliseconds since the machine was started, sleep included. Setting the clock does not move it, which is why waits
   * are counted by it.
   */
  uptimeMs(): number
  /** How long nobody has touched this machine, in milliseconds; `undefined` where the system does not say. The key that wakes it counts as a touch. */
  idleMs(): number | undefined
  /** Tells of every sign until the returned function is called. */
  listen(onSign: (sign: LockSign) => void): () => void
  /** Whether the system can ask now who is there. */
  canAuthenticate(): boolean
  /** Lets the system ask; `reason` ends its sentence "Keyhold wants to …". False when it was not proved. */
  authenticate(reason: string): Promise<boolean>
}
