/** The commands that the palette offers for one key. The plain copy, which Enter runs, comes first. */
import type { CopyAs } from '../../shared/model/copy-as.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { copyForms, isForm } from '../parts/copy-forms.ts'
import type { IconName } from '../parts/icons.ts'
import { copy, openView, toggleFavourite } from './palette-actions.ts'

export interface PaletteCommand {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  readonly run: () => Promise<void>
}

/** `forms`: how the secret can be copied. When they arrive, the commands after the copies move down; the first command stays in place. */
export function commandsOf(row: KeyRow, forms: readonly CopyAs[]): readonly PaletteCommand[] {
  return [
    { id: 'copy', label: 'Copy secret', icon: 'copy', run: () => copy(row) },
    ...forms.filter(isForm).map((as) => ({ id: as, ...copyForms[as], run: () => copy(row, as) })),
    {
      id: 'open',
      label: 'Open in Keyhold',
      icon: 'key',
      run: () => openView({ act: 'show-key', key: row.id }),
    },
    {
      id: 'favourite',
      label: row.favourite ? 'Remove from favourites' : 'Add to favourites',
      icon: 'favourite',
      run: () => toggleFavourite(row),
    },
  ]
}
