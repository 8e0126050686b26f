/** The settings of the list and the sidebar. Separate from the schemas, which the page does not load. */
import { KEY_GROUPS } from '../expiry/key-groups.ts'

/** In the default order. */
export const LIST_COLUMNS = ['name', 'variable', 'account', 'state', 'expires', 'used'] as const
export type ListColumn = (typeof LIST_COLUMNS)[number]

/** `urgency` is the order of the groups; a column sorts one flat list. */
export interface ListSort {
  readonly by: ListColumn | 'urgency'
  readonly direction: 'up' | 'down'
}

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

/** The user's setting; `name` always shows and uses the remaining width. */
export interface ColumnSetting {
  readonly column: ListColumn
  readonly widthPx?: number | undefined
  readonly hidden?: true | undefined
}

export const DENSITIES = ['compact', 'default', 'comfortable'] as const
export type Density = (typeof DENSITIES)[number]

/** Pixels of a row. */
export const ROW_HEIGHTS: Record<Density, number> = { compact: 26, default: 32, comfortable: 40 }

export const FOLDABLE = [...KEY_GROUPS, 'searches', 'accounts'] as const

/** The accounts of one provider in the sidebar. */
export const providerFold = (provider: string): `provider:${string}` => `provider:${provider}`
/** Far more providers than anybody connects. */
export const MOST_FOLDED = 500
export type Foldable = (typeof FOLDABLE)[number] | ReturnType<typeof providerFold>

export const NARROWEST_SIDEBAR = 176
export const WIDEST_SIDEBAR = 400
