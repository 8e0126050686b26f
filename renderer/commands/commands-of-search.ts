/** The commands for a saved search, in menu order. */
import type { CommandId } from '../../shared/desktop/commands.ts'
import type { SavedSearch } from '../../shared/model/saved-searches.ts'
import { savedAs } from '../../shared/model/saved-searches.ts'
import { openDialog } from '../app/page-actions.ts'
import { whyNotSaved } from '../screens/searches/why-not-saved.ts'
import { changeToCurrent, moveSearch, removeSearch, savedSearches } from '../vault/saved-searches.ts'
import { useVault } from '../vault/store.ts'
import type { Command } from './command.ts'
import { commandsFrom, type CommandTable } from './command-table.ts'

type SearchCommandId = Extract<
  CommandId,
  'rename-search' | 'change-search' | 'search-up' | 'search-down' | 'remove-search'
>

/** Whether the typed query can be saved and differs from every saved search. */
function isNewQuery(): boolean {
  const state = useVault.getState()
  return whyNotSaved(state) === undefined && savedAs(savedSearches(), state.queryText) === undefined
}

const TABLE: CommandTable<SearchCommandId, SavedSearch> = {
  'rename-search': { icon: 'edit', run: ({ id }) => openDialog({ kind: 'rename-search', search: id }) },
  'change-search': {
    icon: 'replace',
    applies: isNewQuery,
    run: (search) => void changeToCurrent(search),
  },
  'search-up': {
    icon: 'sortUp',
    applies: ({ id }) => savedSearches()[0]?.id !== id,
    run: ({ id }) => moveSearch(id, -1),
  },
  'search-down': {
    icon: 'sortDown',
    applies: ({ id }) => savedSearches().at(-1)?.id !== id,
    run: ({ id }) => moveSearch(id, 1),
  },
  'remove-search': {
    icon: 'trash',
    isApart: true,
    isDanger: true,
    run: (search) => void removeSearch(search),
  },
}

export const commandsOfSearch = (search: SavedSearch): readonly Command[] => commandsFrom(TABLE, search)
