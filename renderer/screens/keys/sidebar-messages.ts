/** The messages of the sidebar, and those of the status bar about accounts. */

export const SIDEBAR = 'Main'
export const BRAND = 'Keyhold'
export const ACCOUNTS = 'Accounts'
export const FILTER_ACCOUNTS = 'Filter accounts'
export const SIDEBAR_WIDTH = 'Width of the sidebar'
/** The title of the view of an account that no longer exists. */
export const REMOVED_ACCOUNT = 'Removed account'
export const RETRY = 'Retry'
export const RETRY_ALL = 'Retry all'

export const SCREEN_WORDS = { timeline: 'Timeline', history: 'History', settings: 'Settings' } as const

/** Read after the number by screen readers, since its position is only visible. */
export const keysAfter = (count: number): string => (count === 1 ? ' key' : ' keys')

/** The sync state of an account: the tooltip of the mark, and the text after the name for screen readers. */
export const syncMarkMessages = {
  running: 'Syncing',
  runningAfter: ', syncing',
  failed: 'The last sync failed',
  failedAfter: ', the last sync failed',
} as const

export const notSyncedWords = (count: number): string =>
  count === 1 ? '1 account not synced' : `${count.toLocaleString()} accounts not synced`
