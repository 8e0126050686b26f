/** The name of the view that is shown. */
import { useVault } from '../../vault/store.ts'
import type { VaultState } from '../../vault/vault-state.ts'
import type { View } from '../../list/views.ts'

export const VIEW_WORDS: Record<Exclude<View['kind'], 'account'>, string> = {
  all: 'All keys',
  expiring: 'Expiring soon',
  attention: 'Needs attention',
  overlapping: 'Overlapping',
  favourites: 'Favourites',
  'by-hand': 'Manual keys',
}

export const viewTitle = ({ view, accounts }: Pick<VaultState, 'view' | 'accounts'>): string =>
  view.kind === 'account' ? (accounts.get(view.account)?.name ?? 'Removed account') : VIEW_WORDS[view.kind]

export function useViewTitle(): string {
  return useVault(viewTitle)
}
