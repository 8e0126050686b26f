/** The words of the sidebar and of what the status line says of accounts. */

export const SIDEBAR = 'Main'
export const ACCOUNTS = 'Accounts'
export const FILTER_ACCOUNTS = 'Filter accounts'
export const CONNECT_ACCOUNT = 'Connect account'
export const SIDEBAR_WIDTH = 'Width of the sidebar'
export const RETRY = 'Retry'
export const RETRY_ALL = 'Retry all'

export const notSyncedWords = (count: number): string =>
  count === 1 ? '1 account not synced' : `${count} accounts not synced`
