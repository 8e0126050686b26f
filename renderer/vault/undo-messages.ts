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
  snoozed: (until: number) => `No reminder until ${momentText(until)}`,
  unsnoozed: 'Reminders are on again',
  deleted: (count: number) =>
    count === 1 ? 'Removed from Keyhold' : `${count.toLocaleString()} keys removed from Keyhold`,
} as const
