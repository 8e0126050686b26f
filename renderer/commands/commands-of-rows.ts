/** The commands for one key or for several, by the number of rows. The context menu, the palette and the shortcuts use this. */
import type { KeyRow } from '../../shared/model/model.ts'
import { metadataOfKey } from './at-hand.ts'
import type { Command } from './command.ts'
import { commandsForKey } from './commands-of-key.ts'
import { commandsForKeys } from './commands-of-keys.ts'

/** The commands that apply to these rows, in menu order. Empty if there are no rows. */
export function commandsForRows(rows: readonly KeyRow[]): readonly Command[] {
  const [first, ...others] = rows
  if (first === undefined) return []
  return others.length === 0
    ? commandsForKey(first, metadataOfKey(first))
    : commandsForKeys(rows.map(({ id }) => id))
}
