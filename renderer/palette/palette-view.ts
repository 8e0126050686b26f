/** What the palette lists now and what is chosen in it, worked out of the found keys and of what was chosen by hand. Pure. */
import type { CopyAs } from '../../shared/model/copy-as.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import type { PaletteCommand } from './key-commands.ts'
import type { PaletteState } from './palette-state.ts'

interface Common {
  /** How many rows there are. */
  readonly count: number
  /** The chosen one of them, from 0; -1 when there is none. */
  readonly index: number
}

export type PaletteView = Common &
  (
    | { readonly list: 'keys'; readonly keys: readonly KeyRow[]; readonly row: KeyRow | undefined }
    | { readonly list: 'commands'; readonly commands: readonly PaletteCommand[]; readonly row: KeyRow }
  )

interface Given extends Pick<PaletteState, 'chosen' | 'commands'> {
  readonly found: readonly KeyRow[]
  /** The key whose commands are wanted; `undefined` also once it is gone, and then the keys are listed again. */
  readonly commandsRow: KeyRow | undefined
  readonly commandsOf: (row: KeyRow, forms: readonly CopyAs[]) => readonly PaletteCommand[]
}

/** A chosen key keeps its choice when others come and go; when it goes itself, the first one is chosen. */
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
