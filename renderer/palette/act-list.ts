/** Everything that the palette offers for one key, the copy that Enter makes first. */
import type { KeyRow } from '../../shared/model.ts'
import type { IconName } from '../parts/icons.ts'
import { copy, openView, toggleFavourite } from './palette-acts.ts'

export interface PaletteAct {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  readonly run: () => Promise<void>
}

export function actsOf(row: KeyRow): readonly PaletteAct[] {
  return [
    { id: 'copy', label: 'Copy the secret', icon: 'copy', run: () => copy(row) },
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
