/** The commands that the palette offers for one key. The plain copy, which Enter runs, comes first. */
import type { CopyAs } from '../../shared/model/copy-as.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { copyForms, isForm } from '../parts/copy-forms.ts'
import type { IconName } from '../parts/icons.ts'
import { copy, openView, toggleFavourite } from './palette-actions.ts'
import { commandMessages } from './palette-messages.ts'

export interface PaletteCommand {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  readonly run: () => Promise<void>
}

/** `forms`: how the secret can be copied. When they arrive, the commands after the copies move down; the first command stays in place. */
export function commandsOf(row: KeyRow, forms: readonly CopyAs[]): readonly PaletteCommand[] {
  return [
    { id: 'copy', label: commandMessages.copy, icon: 'copy', run: () => copy(row) },
    ...forms.filter(isForm).map((as) => ({ id: as, ...copyForms[as], run: () => copy(row, as) })),
    {
      id: 'open',
      label: commandMessages.open,
      icon: 'key',
      run: () => openView({ kind: 'show-key', key: row.id }),
    },
    {
      id: 'favourite',
      label: commandMessages.favourite(row.favourite),
      icon: 'favourite',
      run: () => toggleFavourite(row),
    },
  ]
}
