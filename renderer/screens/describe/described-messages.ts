/** The messages about providers that the user has described: their list, the review that unlocks them, and their removal. Pure. */
import type { Abilities } from '../../../shared/model/catalogue.ts'
import { counted } from '../../messages/counts.ts'

export const describedMessages = {
  title: 'Providers you described',
  none: 'You have not described a provider yet.',
  add: 'Describe a provider…',
  menu: (name: string) => `More for ${name}`,
  edit: 'Edit description…',
  copy: 'Copy description',
  copied: 'Description copied',
  saveFile: 'Save description as a file…',
  savedFile: 'Description saved as a file',
  connect: 'Connect an account…',
  remove: 'Remove description…',
  states: {
    confirmed: 'List confirmed',
    unconfirmed: 'List not confirmed: creating and deleting are locked',
    empty: 'No keys yet: deleting is locked',
    readOnly: 'Lists keys',
    unreadable: 'Keyhold can’t read this description, and keeps it unchanged',
  },
  accounts: (count: number) => (count === 0 ? 'no account' : counted(count, 'account')),
} as const

export const removeMessages = {
  title: (name: string) => `Remove the description of ${name}`,
  confirm: 'Remove description',
  detail: 'Copy it first if you may need it again. Nothing changes at the provider.',
  inUse: 'Accounts still use this description',
  inUseDetail: 'Remove these accounts first. Their keys stay as manual keys.',
  done: 'Description removed',
} as const

/** "Creating keys is locked", "Creating and deleting keys are locked". */
function lockedActs(locked: readonly (keyof Abilities)[]): {
  readonly acts: string
  readonly isOne: boolean
} {
  const acts = [
    ...(locked.includes('create') ? ['creating'] : []),
    ...(locked.includes('revoke') ? ['deleting'] : []),
  ]
  const text = acts.join(' and ')
  return { acts: `${text.charAt(0).toUpperCase()}${text.slice(1)} keys`, isOne: acts.length === 1 }
}

export const lockedMessages = {
  title(locked: readonly (keyof Abilities)[]): string {
    const { acts, isOne } = lockedActs(locked)
    return `${acts} ${isOne ? 'is' : 'are'} locked until you confirm the list`
  },
  detail:
    'Compare what Keyhold reads with the provider’s console. With a wrong ID, Keyhold would delete the wrong key.',
  review: 'Review list…',
  unreadable: 'Keyhold can’t read the description of this provider',
  unreadableDetail: 'Keyhold keeps it unchanged. Until you correct it, this account doesn’t sync.',
  show: 'Show description…',
} as const

export const reviewMessages = {
  title: (account: string) => `Review the list of ${account}`,
  lead: (provider: string) =>
    `This is what Keyhold reads at ${provider}. Compare it with the provider’s console, above all the IDs. With a wrong ID, Keyhold would delete the wrong key.`,
  reading: (provider: string) => `Reading the list at ${provider}`,
  table: 'The list as Keyhold reads it',
  columns: {
    name: 'Name',
    id: 'ID',
    handle: 'Handle',
    expires: 'Expiry',
    lastUsedAt: 'Last use',
    createdAt: 'Creation',
  },
  count: (shown: number, total: number) =>
    shown === total ? counted(total, 'key') : `The first ${String(shown)} of ${counted(total, 'key')}`,
  none: 'The list is empty',
  noneDetail:
    'There is nothing to compare. Create a key in the provider’s console, then review the list again.',
  noKeysDetail:
    'Or, if the console shows no keys either, say so below. That unlocks creating; deleting stays locked until you confirm a list with a key.',
  noKeys: 'This service has no keys yet',
  noKeysDone: 'Creating keys is unlocked',
  never: 'never',
  unknown: '–',
  again: 'Read again',
  change: 'Edit description…',
  confirm: 'The list is right',
  done(locked: readonly (keyof Abilities)[]): string {
    const { acts, isOne } = lockedActs(locked)
    return `${acts} ${isOne ? 'is' : 'are'} unlocked`
  },
} as const
