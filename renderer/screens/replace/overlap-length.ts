/** The lengths of an overlap that can be chosen, and their conversion to and from hours. Pure. */
import { overlapFieldMessages } from './replace-messages.ts'

export const LEAST_HOURS = 1

/** Hours as strings, since the values of choices are strings. */
export const LENGTHS = [
  ['1', overlapFieldMessages.hour],
  ['24', overlapFieldMessages.day],
  ['72', overlapFieldMessages.threeDays],
  ['168', overlapFieldMessages.week],
  ['other', overlapFieldMessages.other],
] as const

export type Length = (typeof LENGTHS)[number][0]

/** The choice for a number of hours; `other` if no choice matches. */
export function lengthOf(hours: number): Length {
  return LENGTHS.find(([value]) => value === String(hours))?.[0] ?? 'other'
}

/** The hours of a choice; `undefined` for `other`, where the user enters a number. */
export function hoursOf(length: Length): number | undefined {
  return length === 'other' ? undefined : Number(length)
}
