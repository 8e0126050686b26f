/** Messages of the toasts that offer an undo. */
import { momentText } from '../messages/dates.ts'

export const undoMessages = {
  undo: 'Undo',
  undone: 'Undone',
  favouriteAdded: 'Added to favourites',
  favouriteRemoved: 'Removed from favourites',
  saved: (label: string) => `${label} changed`,
  tagged: (keys: string) => `Tags of ${keys} changed`,
  searchRemoved: 'Saved search removed',
  searchChanged: 'Saved search changed',
  dismissed: (count: number) =>
    count === 1 ? 'Result dismissed' : `${count.toLocaleString()} results dismissed`,
  searchNotRestored: 'Saved search not restored',
  searchNameTaken: (query: string) =>
    `Another saved search now has this name. The earlier search was: ${query}`,
  tooManySearches: (most: number, query: string) =>
    `You already have ${most.toLocaleString()} saved searches, the maximum. The earlier search was: ${query}`,
  snoozed: (until: number) => `Snoozed until ${momentText(until)}`,
  unsnoozed: 'Reminders are on again',
  deleted: (count: number) =>
    count === 1 ? 'Removed from Keyhold' : `${count.toLocaleString()} keys removed from Keyhold`,
} as const
