/** How long two keys live side by side: the lengths to choose from, and which of them a number of hours is. Pure. */
import { overlapFieldMessages } from './replace-messages.ts'

export const LEAST_HOURS = 1

/** Hours, as texts that a choice can have for its value. */
export const LENGTHS = [
  ['1', overlapFieldMessages.hour],
  ['24', overlapFieldMessages.day],
  ['72', overlapFieldMessages.threeDays],
  ['168', overlapFieldMessages.week],
  ['other', overlapFieldMessages.other],
] as const

export type Length = (typeof LENGTHS)[number][0]

/** The choice that stands for so many hours; `other` where none does. */
export function lengthOf(hours: number): Length {
  return LENGTHS.find(([value]) => value === String(hours))?.[0] ?? 'other'
}

/** The hours of a choice; `undefined` for `other`, which the user counts. */
export function hoursOf(length: Length): number | undefined {
  return length === 'other' ? undefined : Number(length)
}
