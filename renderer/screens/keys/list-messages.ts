/** The words of the list: its columns, its groups, what its rows show. */
import type { KeyGroup } from '../../../shared/expiry/key-groups.ts'
import type { ListColumn } from '../../../shared/model/list-columns.ts'

export const COLUMN_WORDS: Record<ListColumn, string> = {
  name: 'Name',
  variable: 'Variable',
  account: 'Account',
  state: 'State',
  expires: 'Expires',
  used: 'Last used',
}

export const GROUPED = 'By urgency'

export const GROUP_WORDS: Record<KeyGroup, string> = {
  'act-now': 'Act now',
  'this-week': 'This week',
  'this-month': 'This month',
  later: 'Later',
  'no-date': 'No date',
  inactive: 'Inactive',
}

export const MORE_TAGS = (count: number): string => `+${count}`
export const NO_USE_KNOWN = 'No use is known'
export const COPY_HINT = 'Copy secret'

export const keysText = (count: number): string => (count === 1 ? '1 key' : `${count.toLocaleString()} keys`)
