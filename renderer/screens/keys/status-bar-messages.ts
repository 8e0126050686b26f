/** The words of the window's last line. Pure. */

export const statusBarMessages = {
  syncAll: 'Sync all accounts',
  noAccount: 'No account connected',
  neverSynced: 'Never synced',
  synced: (ago: string) => `Synced ${ago}`,
  /** `seen`: how many keys of how many, as one of the two below. */
  syncing: (account: string, seen: string) => `Syncing ${account}${seen}`,
  accounts: (count: number) => `${count} accounts`,
  seen: (seen: number) => `: ${seen.toLocaleString()}`,
  seenOf: (seen: number, total: number) => `: ${seen.toLocaleString()} of ${total.toLocaleString()}`,
  notificationsOff: 'Notifications off',
  lock: 'Lock',
  found: (found: number, all: number) => `${found.toLocaleString()} of ${all.toLocaleString()} keys`,
} as const
