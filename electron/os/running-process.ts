/** A process of this machine, as the system describes it. */
import type { RequesterProcess } from '../core/ports/requester.ts'

export interface RunningProcess extends RequesterProcess {
  readonly parent: number
  /** The user that it belongs to. */
  readonly uid: number
}

/** `undefined`: it has ended, is a zombie, or the system hides it from this user. */
export type ReadProcess = (pid: number) => RunningProcess | undefined
