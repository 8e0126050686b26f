/** Messages of the tray's menu. Pure. */

export const trayMessages = {
  app: 'Keyhold',
  /** For example "Keyhold: 2 keys need attention". */
  attention: (attention: string) => `Keyhold: ${attention}`,
  favourites: 'Copy a favourite',
  recent: 'Recent',
  next: 'Expiring next',
  palette: 'Quick copy…',
  syncing: 'Syncing…',
  sync: 'Sync now',
  open: 'Open Keyhold',
  settings: 'Settings',
  lock: 'Lock now',
  quit: 'Quit',
  /** If names are off: the provider's name with a number, or this word for keys without a provider. */
  manual: 'Manual',
  nameless: (provider: string, number: number) => `${provider} key ${number}`,
  withinTheHour: 'within the hour',
  left: (duration: string) => `${duration} left`,
  labelled: (name: string, words: string) => `${name} – ${words}`,
} as const
