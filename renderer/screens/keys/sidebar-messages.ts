/** The words of the sidebar and of what the status line says of accounts. */

export const SIDEBAR = 'Main'
export const BRAND = 'Keyhold'
export const ACCOUNTS = 'Accounts'
export const FILTER_ACCOUNTS = 'Filter accounts'
export const CONNECT_ACCOUNT = 'Connect account'
export const SIDEBAR_WIDTH = 'Width of the sidebar'
export const RETRY = 'Retry'
export const RETRY_ALL = 'Retry all'

export const SCREEN_WORDS = { timeline: 'Timeline', history: 'History', settings: 'Settings' } as const

/** After the number, for those who do not see where it stands. */
export const KEYS_AFTER = ' keys'

/** How the sync of an account is: on the mark, and after the name for those who do not see the mark. */
export const syncMarkMessages = {
  running: 'Syncing',
  runningAfter: ', syncing',
  failed: 'The last sync failed',
  failedAfter: ', the last sync failed',
} as const

export const notSyncedWords = (count: number): string =>
  count === 1 ? '1 account not synced' : `${count} accounts not synced`
