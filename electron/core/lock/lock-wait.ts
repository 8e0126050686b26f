/** Waits that no change of the clock can shorten: counted by how long the machine has been on. Pure. */

import type { Wait } from '../ports/store.ts'

export const startWait = (leftMs: number, uptimeMs: number): Wait => ({ leftMs, notedAtMs: uptimeMs })

/**
 * What is left at `uptimeMs`. Never less than is true: in one run of the machine the difference of two uptimes is the time between them,
 * and after a restart the whole uptime lies behind the note, so both are at most the time that has really passed. The time that a machine
 * was off is not counted, since only its clock could tell.
 */
export function leftOf({ leftMs, notedAtMs }: Wait, uptimeMs: number): number {
  const passedMs = uptimeMs >= notedAtMs ? uptimeMs - notedAtMs : uptimeMs
  return Math.max(0, leftMs - passedMs)
}

/** The same wait, noted anew: a restart of the machine then loses only what follows. */
export const noteAgain = (wait: Wait, uptimeMs: number): Wait => startWait(leftOf(wait, uptimeMs), uptimeMs)

const FREE_TRIES = 3
const FIRST_DELAY_MS = 5_000
const LONGEST_DELAY_MS = 900_000

/** How long to wait after so many wrong passphrases in a row: nothing at first, then 5 s doubled each time, at most 15 minutes. */
export function delayAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - FREE_TRIES, 20))
}
