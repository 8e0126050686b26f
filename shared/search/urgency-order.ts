/** The order by urgency: the window's list begins with it, and `keyhold ls` has no other. Pure. */
import { groupRank } from '../expiry/key-groups.ts'
import type { Entry, SortedEntry } from './query-match.ts'

export type Compare<E extends SortedEntry = Entry> = (a: E, b: E) => number

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
export const byName: Compare<SortedEntry> = (a, b) =>
  byText(a.sortName, b.sortName) || byText(a.row.id, b.row.id)

/** By group, then by expiry date. Within a group, expired keys come after valid ones, the most recently expired first. */
export const byUrgency =
  (now: number): Compare<SortedEntry> =>
  (a, b) => {
    const isPast = a.sortExpiry <= now
    return (
      groupRank(a.row, now) - groupRank(b.row, now) ||
      Number(isPast) - Number(b.sortExpiry <= now) ||
      (isPast ? -1 : 1) * (a.sortExpiry - b.sortExpiry)
    )
  }
