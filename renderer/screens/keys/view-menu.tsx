/** The menu of the list's appearance: the height of its rows, its groups, its columns. The settings store all of them. */
import { DENSITIES } from '../../../shared/model/list-settings.ts'
import { openDialog } from '../../app/page-actions.ts'
import { MenuButton, type MenuEntry } from '../../parts/menu.tsx'
import { useVault } from '../../vault/store.ts'
import { changeSettings } from '../../vault/vault-commands.ts'
import { COLUMNS_ENTRY, DENSITY_WORDS, foldWords, GROUPED, VIEW_LABEL } from './list-messages.ts'
import { setGrouped, toggleFolded } from './list-settings.ts'

export function ViewMenu() {
  const density = useVault((state) => state.settings.density)
  const isGrouped = useVault((state) => state.sort.by === 'urgency')
  const groups = useVault((state) => state.list.groups)
  const entries: readonly MenuEntry[] = [
    ...DENSITIES.map((one): MenuEntry => ({
      id: one,
      label: DENSITY_WORDS[one],
      ...(one === density && { icon: 'check' }),
      run: () => void changeSettings({ density: one }),
    })),
    {
      id: 'grouped',
      label: GROUPED,
      apart: true,
      ...(isGrouped && { icon: 'check' }),
      run: () => setGrouped(!isGrouped),
    },
    ...groups.map(({ kind, folded }): MenuEntry => ({
      id: kind,
      label: foldWords(kind, folded),
      run: () => toggleFolded(kind),
    })),
    { id: 'columns', label: COLUMNS_ENTRY, apart: true, run: () => openDialog({ kind: 'columns' }) },
  ]
  return <MenuButton label={VIEW_LABEL} icon="view" entries={entries} />
}
