/** Computes the palette's list and its chosen row from the found keys and the user's choice. Pure. */
import type { CopyAs } from '../../shared/model/copy-as.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import type { PaletteCommand } from './key-commands.ts'
import type { PaletteState } from './palette-state.ts'

interface Common {
  /** The number of rows. */
  readonly count: number
  /** The index of the chosen row, from 0; -1 if there is none. */
  readonly index: number
}

export type PaletteView = Common &
  (
    | { readonly list: 'keys'; readonly keys: readonly KeyRow[]; readonly row: KeyRow | undefined }
    | { readonly list: 'commands'; readonly commands: readonly PaletteCommand[]; readonly row: KeyRow }
  )

interface Given extends Pick<PaletteState, 'chosen' | 'commands'> {
  readonly found: readonly KeyRow[]
  /** The key whose commands are requested. Also `undefined` after that key has left the vault; then the keys are listed again. */
  readonly commandsRow: KeyRow | undefined
  readonly commandsOf: (row: KeyRow, forms: readonly CopyAs[]) => readonly PaletteCommand[]
}

/** A chosen key stays chosen when other keys change. If the key itself is no longer found, the first key is chosen. */
export function paletteView({ found, chosen, commands, commandsRow, commandsOf }: Given): PaletteView {
  if (commands !== undefined && commandsRow !== undefined) {
    const offered = commandsOf(commandsRow, commands.forms)
    const index = Math.min(commands.chosen, offered.length - 1)
    return { list: 'commands', commands: offered, row: commandsRow, count: offered.length, index }
  }
  const place = found.findIndex(({ id }) => id === chosen)
  const index = Math.min(Math.max(place, 0), found.length - 1)
  return { list: 'keys', keys: found, row: found[index], count: found.length, index }
}
