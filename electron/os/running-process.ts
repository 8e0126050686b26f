/** A process on this machine, as the system reports it. */
import type { RequesterProcess } from '../core/ports/requester.ts'

export interface RunningProcess extends RequesterProcess {
  readonly parent: number
  /** The user id of its owner. */
  readonly uid: number
}

/** Returns `undefined` if the process has ended, is a zombie, or is hidden from this user. */
export type ReadProcess = (pid: number) => RunningProcess | undefined
