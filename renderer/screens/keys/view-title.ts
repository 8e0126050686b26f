/** The name of the shown view or saved search. */
import { commandMessages } from '../../../shared/desktop/command-messages.ts'
import { currentSearch } from '../../vault/saved-searches.ts'
import { useVault } from '../../vault/store.ts'
import type { VaultState } from '../../vault/vault-state.ts'
import type { View } from '../../list/views.ts'
import { REMOVED_ACCOUNT } from './sidebar-messages.ts'

export const VIEW_WORDS: Record<Exclude<View['kind'], 'account'>, string> = {
  all: commandMessages['view-all'],
  expiring: commandMessages['view-expiring'],
  attention: commandMessages['view-attention'],
  overlapping: commandMessages['view-overlapping'],
  favourites: commandMessages['view-favourites'],
  'by-hand': commandMessages['view-by-hand'],
}

export const viewTitle = ({ view, accounts }: Pick<VaultState, 'view' | 'accounts'>): string =>
  view.kind === 'account' ? (accounts.get(view.account)?.name ?? REMOVED_ACCOUNT) : VIEW_WORDS[view.kind]

export function useViewTitle(): string {
  return useVault((state) => currentSearch(state)?.name ?? viewTitle(state))
}
