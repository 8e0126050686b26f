/** The messages of the list: its columns, its groups, its rows. */
import type { KeyGroup } from '../../../shared/expiry/key-groups.ts'
import type { Sort } from '../../list/key-order.ts'
import type { ListColumn } from '../../../shared/model/list-settings.ts'

export const COLUMN_WORDS: Record<ListColumn, string> = {
  name: 'Name',
  variable: 'Variable',
  account: 'Account',
  state: 'State',
  expires: 'Expires',
  used: 'Last used',
}

/** The text for a key that has no account and whose provider this version does not know. */
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
export const COLUMNS_TITLE = 'Columns'
export const COLUMNS_HELP =
  'For this view. In the list’s header, drag a name to move a column, or an edge to resize it.'

export const foldWords = (group: KeyGroup, isFolded: boolean): string =>
  `${isFolded ? 'Unfold' : 'Fold'} ${GROUP_WORDS[group]}`

/** The commands for a column. */
export const columnActions = {
  narrower: (column: ListColumn) => `Make ${COLUMN_WORDS[column]} narrower`,
  wider: (column: ListColumn) => `Make ${COLUMN_WORDS[column]} wider`,
  left: (column: ListColumn) => `Move ${COLUMN_WORDS[column]} to the left`,
  right: (column: ListColumn) => `Move ${COLUMN_WORDS[column]} to the right`,
} as const

export const FOLDED = ', folded'

export const MORE_TAGS = (count: number): string => `+${count}`
export const NO_USE_KNOWN = 'No use recorded'
export const COPY_HINT = 'Copy secret'
export const MENU_HINT = 'More'

export const keyListMessages = {
  label: 'Keys',
  /** The accessible name of the panel beside the list. */
  panel: 'Key',
  selectAll: (shortcut: string) => `Select all that match (${shortcut})`,
  selected: 'Selected',
  favourite: 'Favourite',
} as const

export const keyRowMessages = {
  select: 'Select (Shift+Space)',
  favourite: 'Favourite',
  addToFavourites: 'Add to favourites (Space)',
  secretHint: (state: string) => `Secret: ${state.toLowerCase()}`,
  secret: (state: string) => `Secret ${state.toLowerCase()}`,
} as const
