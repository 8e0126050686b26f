/** The menu of the list's appearance: the height of its rows, its groups, its columns. The settings store all of them. */
import { DENSITIES } from '../../../shared/model/list-settings.ts'
import type { Command } from '../../commands/command.ts'
import { windowCommand, windowCommandApplies, type WindowCommandId } from '../../commands/window-commands.ts'
import { MenuButton, type MenuEntry } from '../../parts/menu.tsx'
import { useVault } from '../../vault/store.ts'
import { foldWords, VIEW_LABEL } from './list-messages.ts'
import { setGrouped, toggleFolded } from './list-settings.ts'

/** The menu marks enabled commands with a check, so its commands have no icons. */
const entryOf = ({ id, words, run }: Command): MenuEntry => ({ id, label: words, run })
const entry = (id: WindowCommandId): MenuEntry => entryOf(windowCommand(id))
const ticked = (one: MenuEntry, isOn: boolean): MenuEntry => (isOn ? { ...one, icon: 'check' } : one)

export function ViewMenu() {
  const density = useVault((state) => state.settings.density)
  const isGrouped = useVault((state) => state.sort.by === 'urgency')
  const groups = useVault((state) => state.list.groups)
  const entries: readonly MenuEntry[] = [
    ...DENSITIES.map((one) => ticked(entry(`density-${one}`), one === density)),
    { ...ticked(entry('group-keys'), isGrouped), apart: true, run: () => setGrouped(!isGrouped) },
    ...groups.map(({ kind, folded }): MenuEntry => ({
      id: kind,
      label: foldWords(kind, folded),
      run: () => toggleFolded(kind),
    })),
    ...(['fold-groups', 'unfold-groups'] as const).filter(windowCommandApplies).map(entry),
    { ...entry('columns'), apart: true },
  ]
  return <MenuButton label={VIEW_LABEL} icon="view" entries={entries} />
}
