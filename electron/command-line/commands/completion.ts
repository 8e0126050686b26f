/** `keyhold completion`: the script by which a shell completes calls of this command. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { usage, type ReadingCommand } from '../command.ts'
import { SCRIPTS, SHELLS } from '../completion-scripts.ts'
import { USAGE } from '../usage-messages.ts'
import { COMPLETION } from './completion-messages.ts'

export const completion: ReadingCommand = {
  name: 'completion',
  ...COMPLETION.spec,
  needsUnlocked: false,
  async reads({ output }, { words: [asked = ''] }) {
    const shell = SHELLS.find((one) => one === asked)
    if (shell === undefined) throw usage(USAGE.choices('SHELL', asked, SHELLS))
    await output.raw(SCRIPTS[shell])
    return EXIT.done
  },
}
