/** The messages of the toolbar: the search, the filters, the order, and the buttons that add keys. Pure. */
import { commonMessages } from '../../messages/common-messages.ts'
export const searchBoxMessages = {
  label: 'Search keys',
  placeholder: 'Search, or is:expiring, tag:, expires:<30d',
  suggestions: 'Suggestions',
} as const

export const filterMessages = {
  label: 'Filter',
  active: 'Active',
  expiresSoon: 'Expires within 30 days',
  expired: 'Expired',
  neverExpires: 'Never expires',
  noExpiry: 'No expiry set',
  disabled: 'Disabled',
  deleted: 'Deleted at provider',
  overlap: 'In overlap',
  retiring: 'Retiring',
  overdue: 'Rotation overdue',
  snoozed: 'Snoozed',
  stored: 'Secret stored',
  notStored: 'Secret not stored',
  outdated: 'Secret outdated',
  unused: 'Not used for 90 days',
  permission: 'With a permission…',
  target: 'For a target…',
} as const

export const toolbarMessages = {
  sort: (order: string) => `Sort: ${order}`,
  add: 'Add a key or an account',
  addKey: 'Add a key manually…',
  createKey: (account: string) => `Create a key at ${account}…`,
  connect: `${commonMessages.connectAccount}…`,
  /** Shown after the first problem of the search. */
  moreProblems: (count: number) => `, and ${count} more`,
} as const
