/** The commands for a saved search, in menu order. */
import { commandFacts, type CommandId } from '../../shared/desktop/commands.ts'
import type { SavedSearch } from '../../shared/model/saved-searches.ts'
import { savedAs } from '../../shared/model/saved-searches.ts'
import { openDialog } from '../app/page-actions.ts'
import { isMac } from '../app/platform.ts'
import type { IconName } from '../parts/icons.ts'
import { whyNotSaved } from '../screens/searches/why-not-saved.ts'
import { changeToCurrent, moveSearch, removeSearch, savedSearches } from '../vault/saved-searches.ts'
import { useVault } from '../vault/store.ts'
import type { Command } from './command.ts'
import { commandShortcut } from './shortcuts.ts'

interface Definition {
  readonly icon: IconName
  readonly applies?: (search: SavedSearch) => boolean
  readonly run: (search: SavedSearch) => void
}

type SearchCommandId = Extract<
  CommandId,
  'rename-search' | 'change-search' | 'search-up' | 'search-down' | 'remove-search'
>

/** Whether the typed query can be saved and differs from every saved search. */
function isNewQuery(): boolean {
  const state = useVault.getState()
  return whyNotSaved(state) === undefined && savedAs(savedSearches(), state.queryText) === undefined
}

const DEFINITIONS: Record<SearchCommandId, Definition> = {
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
  'remove-search': { icon: 'trash', run: (search) => void removeSearch(search) },
}

const IDS = Object.keys(DEFINITIONS) as readonly SearchCommandId[]

export const commandsOfSearch = (search: SavedSearch): readonly Command[] =>
  IDS.filter((id) => DEFINITIONS[id].applies?.(search) ?? true).map((id) => ({
    id,
    words: commandFacts(id).words,
    icon: DEFINITIONS[id].icon,
    shortcut: commandShortcut(id, isMac),
    isApart: id === 'remove-search',
    isDanger: id === 'remove-search',
    run: () => DEFINITIONS[id].run(search),
  }))
