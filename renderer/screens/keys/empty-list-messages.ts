/** The messages of an empty list. Pure. */

export const emptyListMessages = {
  noMatch: { title: 'No key matches', text: 'Try fewer words, or check the spelling.' },
  firstSync: { title: 'Fetching the list', text: 'Keys appear as they come in.' },
  noKeys: {
    title: 'No keys yet',
    text: 'Your accounts have no keys that their credentials can list.',
  },
  account: { title: 'No keys in this account', text: 'This credential can list no keys.' },
  expiring: {
    title: 'Nothing expires soon',
    text: (days: number) => `No active key expires in the next ${days} days.`,
  },
  attention: { title: 'All clear', text: 'No key needs attention.' },
  overlapping: {
    title: 'No overlaps',
    text: 'While you replace a key, the old and the new one are listed here.',
  },
  favourites: { title: 'No favourites yet', text: 'Press Space on a key to keep it here.' },
  manual: { title: 'No manual keys', text: 'Keys from services Keyhold can’t connect to.' },
  neverSynced: 'Never synced',
  /** Says that an invalid search shows no keys. `more`: the number of invalid terms besides the one that is named. */
  unreadable: (more: number) =>
    more > 0
      ? `No key is shown until this and ${more} more are corrected`
      : 'No key is shown until the search can be read',
  addKey: 'Add a key manually',
  sync: 'Sync now',
} as const
