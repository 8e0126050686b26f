/** The commands for one key or for several, as many as there are. The context menu, the palette and the shortcuts ask here. */
import type { KeyRow } from '../../shared/model/model.ts'
import { metadataOfKey } from './at-hand.ts'
import type { Command } from './command.ts'
import { commandsForKey } from './commands-of-key.ts'
import { commandsForKeys } from './commands-of-keys.ts'

/** What applies to all of these, in the order of a menu; to none there is nothing. */
export function commandsForRows(rows: readonly KeyRow[]): readonly Command[] {
  const [first, ...others] = rows
  if (first === undefined) return []
  return others.length === 0
    ? commandsForKey(first, metadataOfKey(first))
    : commandsForKeys(rows.map(({ id }) => id))
}
