/** The list's columns, in the order in which they stand until the user moves them. Apart from the schemas, which the page does not load. */

export const LIST_COLUMNS = ['name', 'variable', 'account', 'state', 'expires', 'used'] as const
export type ListColumn = (typeof LIST_COLUMNS)[number]

export const LIST_VIEWS = [
  'all',
  'expiring',
  'attention',
  'overlapping',
  'favourites',
  'by-hand',
  'account',
] as const
export type ListView = (typeof LIST_VIEWS)[number]

/** Pixels. */
export const NARROWEST_COLUMN = 64
export const WIDEST_COLUMN = 480

/** As the user has set it; `name` always shows and takes what the others leave. */
export interface ColumnSetting {
  readonly column: ListColumn
  readonly widthPx?: number | undefined
  readonly hidden?: true | undefined
}
