/** The words of the list: its columns, its groups, what its rows show. */
import type { KeyGroup } from '../../../shared/expiry/key-groups.ts'
import type { Sort } from '../../list/key-order.ts'
import type { Density, ListColumn } from '../../../shared/model/list-settings.ts'

export const COLUMN_WORDS: Record<ListColumn, string> = {
  name: 'Name',
  variable: 'Variable',
  account: 'Account',
  state: 'State',
  expires: 'Expires',
  used: 'Last used',
}

/** Where a key has no account, and its provider is none that this version knows. */
export const providerWord = (provider: string): string => (provider === 'manual' ? 'Manual' : provider)

export const GROUPED = 'By urgency'

export const sortWords = ({ by, direction }: Sort): string =>
  by === 'urgency' ? GROUPED : `${COLUMN_WORDS[by]}, ${direction === 'up' ? 'ascending' : 'descending'}`

export const GROUP_WORDS: Record<KeyGroup, string> = {
  'act-now': 'Act now',
  'this-week': 'This week',
  'this-month': 'This month',
  later: 'Later',
  'no-date': 'No date',
  inactive: 'Inactive',
}

export const VIEW_LABEL = 'View options'
export const COLUMNS_ENTRY = 'Columns…'
export const COLUMNS_TITLE = 'Columns'
export const COLUMNS_HELP = 'For this view. Drag an edge in the list’s head to resize a column.'
export const RESET_COLUMNS = 'Reset columns'
export const CLOSE = 'Close'

export const DENSITY_WORDS: Record<Density, string> = {
  compact: 'Compact rows',
  default: 'Default rows',
  comfortable: 'Comfortable rows',
}

export const foldWords = (group: KeyGroup, isFolded: boolean): string =>
  `${isFolded ? 'Unfold' : 'Fold'} ${GROUP_WORDS[group]}`

const COLUMN_ACTS = {
  narrower: (column: string) => `Make ${column} narrower`,
  wider: (column: string) => `Make ${column} wider`,
  left: (column: string) => `Move ${column} to the left`,
  right: (column: string) => `Move ${column} to the right`,
}

export const columnActWords = (act: keyof typeof COLUMN_ACTS, column: ListColumn): string =>
  COLUMN_ACTS[act](COLUMN_WORDS[column])

export const FOLDED = ', folded'

export const MORE_TAGS = (count: number): string => `+${count}`
export const NO_USE_KNOWN = 'No use recorded'
export const COPY_HINT = 'Copy secret'
export const MENU_HINT = 'More'
