/** Which program asks for something over the command line's socket, as the system knows it. */

/** One process. Differs from a later process with the same process ID. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in the system's own unit (clock ticks since boot on Linux); only compared. */
  readonly startedAt: number
  /** The path of the executable that it runs now. */
  readonly executable: string
}

export interface RequesterProcess extends ProcessIdentity {
  /** The name of its executable, or of the script's interpreter; the program chose it, so it is untrusted text. */
  readonly name: string
  /** Its working folder, where the system tells it. */
  readonly folder?: string
  /** The number of its controlling terminal, where it has one. */
  readonly terminal?: number
}

export interface Requester {
  /** From the process that connected up to the topmost one below the desktop; the `keyhold` command itself is left out. Never empty. */
  readonly chain: readonly RequesterProcess[]
  /** The process that a permission holds for: the topmost one on the same terminal, or below the desktop where there is none. */
  readonly anchor: ProcessIdentity
}

export interface RequesterPort {
  /** Whether this process still runs, and still runs the same executable. */
  isSame(process: ProcessIdentity): boolean
}

/** `found`: the process that has the number now, if one has. */
export const isSameProcess = (known: ProcessIdentity, found: ProcessIdentity | undefined): boolean =>
  found?.pid === known.pid && found.startedAt === known.startedAt && found.executable === known.executable
