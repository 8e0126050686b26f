/** A small button that copies a text of the key that is not secret. Renders nothing if the key has no such text. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { commandForKey } from '../../commands/commands-of-key.ts'
import { keyCommands } from '../../commands/key-commands.ts'
import { IconButton } from '../../parts/button.tsx'

interface Props {
  readonly command: 'copy-handle' | 'copy-variable' | 'copy-console'
  readonly row: KeyRow
}

export function CopyTextButton({ command, row }: Props) {
  if (!keyCommands(row, undefined).includes(command)) return null
  const { words, run } = commandForKey(command, row, undefined)
  return <IconButton label={words} icon="copy" size="small" onPress={run} />
}
