/** One line about one part of the machine. */
import type { MachineTrial } from './machine.ts'

/** `limited`: the part works partly, or another part does its work. `unknown`: the part was not tried, or its state cannot be read. */
export type LineState = 'works' | 'limited' | 'broken' | 'unknown'

export interface MachineLine {
  readonly part: MachineTrial | 'shortcut' | 'vault' | 'backup' | 'command-line'
  readonly title: string
  readonly state: LineState
  /** One sentence. */
  readonly says: string
  /** The consequence, and what the user can do. */
  readonly detail?: string
}

export type LineWords = Omit<MachineLine, 'part' | 'title'>

export const works = (says: string, detail?: string) => line('works', says, detail)
export const limited = (says: string, detail?: string) => line('limited', says, detail)
export const broken = (says: string, detail?: string) => line('broken', says, detail)
export const unknown = (says: string, detail?: string) => line('unknown', says, detail)

function line(state: LineState, says: string, detail: string | undefined): LineWords {
  return { state, says, ...(detail !== undefined && { detail }) }
}
