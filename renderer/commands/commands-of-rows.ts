/** The commands for one key or for several, by the number of rows. The context menu, the palette and the shortcuts use this. */
import type { KeyRow } from '../../shared/model/model.ts'
import { metadataOfKey } from './at-hand.ts'
import type { Command } from './command.ts'
import { commandsForKey } from './commands-of-key.ts'
import { commandsForKeys } from './commands-of-keys.ts'
import { commandsForOverlap } from './commands-of-overlap.ts'

/** The commands that apply to these rows, in menu order. Empty if there are no rows. */
export function commandsForRows(rows: readonly KeyRow[]): readonly Command[] {
  const [first, ...others] = rows
  if (first === undefined) return []
  return others.length === 0 ? commandsForOne(first) : commandsForKeys(rows.map(({ id }) => id))
}

/** The steps of a replacement are listed where other keys have "Replace…": after opening and copying. */
function commandsForOne(row: KeyRow): readonly Command[] {
  const ofKey = commandsForKey(row, metadataOfKey(row))
  const at = ofKey.findIndex(({ id }) => id !== 'open' && !id.startsWith('copy'))
  return [...ofKey.slice(0, at), ...commandsForOverlap(row), ...ofKey.slice(at)]
}
