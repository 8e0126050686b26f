/** The messages of the toolbar: the search, the filters, the order, and the buttons that add keys. Pure. */
import { capital, KEY_STATES, OVERLAP_STATES, secretWords } from '../../../shared/expiry/state-messages.ts'
import { commonMessages } from '../../messages/common-messages.ts'

export const searchBoxMessages = {
  label: 'Search keys',
  placeholder: 'Search, or is:expiring, tag:, expires:<30d',
  suggestions: 'Suggestions',
} as const

export const filterMessages = {
  label: 'Filter',
  active: capital(KEY_STATES.active),
  expiresSoon: 'Expires within 30 days',
  expired: capital(KEY_STATES.expired),
  neverExpires: 'Never expires',
  noExpiry: capital(KEY_STATES.unknown),
  disabled: capital(KEY_STATES.disabled),
  deleted: capital(KEY_STATES.gone),
  overlap: 'In overlap',
  retiring: capital(OVERLAP_STATES.retiring),
  overdue: 'Rotation overdue',
  snoozed: 'Snoozed',
  stored: capital(secretWords('held')),
  notStored: capital(secretWords('missing')),
  outdated: capital(secretWords('stale')),
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
