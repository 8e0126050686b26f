/** `keyhold version` and `--version`. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import type { ReadingCommand } from '../command.ts'
import { VERSION_WORDS } from './help-messages.ts'

export const version: ReadingCommand = {
  name: 'version',
  ...VERSION_WORDS.spec,
  needsUnlocked: false,
  async reads({ output, version }) {
    await output.lines(VERSION_WORDS.line(version))
    return EXIT.done
  },
}
