/** The name of the shown view or saved search. */
import { COMMANDS } from '../../../shared/desktop/commands.ts'
import { currentSearch } from '../../vault/saved-searches.ts'
import { useVault } from '../../vault/store.ts'
import type { VaultState } from '../../vault/vault-state.ts'
import type { View } from '../../list/views.ts'
import { REMOVED_ACCOUNT } from './sidebar-messages.ts'

export const VIEW_WORDS: Record<Exclude<View['kind'], 'account'>, string> = {
  all: COMMANDS['view-all'].words,
  expiring: COMMANDS['view-expiring'].words,
  attention: COMMANDS['view-attention'].words,
  overlapping: COMMANDS['view-overlapping'].words,
  favourites: COMMANDS['view-favourites'].words,
  'by-hand': COMMANDS['view-by-hand'].words,
}

export const viewTitle = ({ view, accounts }: Pick<VaultState, 'view' | 'accounts'>): string =>
  view.kind === 'account' ? (accounts.get(view.account)?.name ?? REMOVED_ACCOUNT) : VIEW_WORDS[view.kind]

export function useViewTitle(): string {
  return useVault((state) => currentSearch(state)?.name ?? viewTitle(state))
}
