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
    `Another saved search has this name now. The removed one finds: ${query}`,
  tooManySearches: (most: number, query: string) =>
    `There are ${most.toLocaleString()} saved searches already, which is the most. The removed one finds: ${query}`,
  snoozed: (until: number) => `No reminder until ${momentText(until)}`,
  unsnoozed: 'Reminders are on again',
  deleted: (count: number) =>
    count === 1 ? 'Removed from Keyhold' : `${count.toLocaleString()} keys removed from Keyhold`,
} as const
