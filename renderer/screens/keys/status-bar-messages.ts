/** The messages of the status bar. Pure. */

export const statusBarMessages = {
  syncAll: 'Sync all accounts',
  noAccount: 'No account connected',
  neverSynced: 'Never synced',
  synced: (ago: string) => `Synced ${ago}`,
  /** `seen`: the progress, formatted by `seen` or `seenOf` below. */
  syncing: (account: string, seen: string) => `Syncing ${account}${seen}`,
  accounts: (count: number) => `${count.toLocaleString()} accounts`,
  seen: (seen: number) => `: ${seen.toLocaleString()}`,
  seenOf: (seen: number, total: number) => `: ${seen.toLocaleString()} of ${total.toLocaleString()}`,
  notificationsOff: 'Notifications off',
  lock: 'Lock',
  found: (found: number, all: number) => `${found.toLocaleString()} of ${all.toLocaleString()} keys`,
} as const
