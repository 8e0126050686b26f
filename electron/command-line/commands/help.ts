/** `keyhold help` and `--help`: drawn from the commands themselves. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { shownOf, type ReadingCommand } from '../command.ts'
import { commandHelp, programHelp } from '../help-text.ts'
import { unknownCommand } from '../parse.ts'
import { HELP } from './help-messages.ts'

export const help: ReadingCommand = {
  name: 'help',
  ...HELP.spec,
  needsUnlocked: false,
  async reads({ output, commands }, { words: [name] }) {
    if (name === undefined) {
      await output.lines(...programHelp(commands))
      return EXIT.done
    }
    const command = shownOf(commands).find((one) => one.name === name)
    if (command === undefined) throw unknownCommand(name, commands, 'keyhold help')
    await output.lines(...commandHelp(command))
    return EXIT.done
  },
}
