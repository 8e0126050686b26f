/** Why the app is locked, and what a wait still waits for, in words. Pure. */
import type { LockCause } from '../../../shared/model/lock.ts'
import { durationWords } from '../../../shared/expiry/expiry.ts'

const CAUSES: Record<LockCause, string> = {
  hand: 'You locked it.',
  idle: 'Locked after inactivity.',
  suspend: 'Locked on sleep.',
  screen: 'Locked with the screen.',
  start: 'Keyhold starts locked.',
}

export const causeWords = (cause: LockCause): string => CAUSES[cause]

/** "2 min" for what is left, rounded up to the second, so that a wait is never promised too short. */
export const waitWords = (leftMs: number): string => durationWords(Math.max(1_000, leftMs + 999))
