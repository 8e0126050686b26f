/** `keyhold help` and `--help`: drawn from the commands themselves. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { usage, type ReadingCommand } from '../command.ts'
import { commandHelp, programHelp } from '../help-text.ts'
import { nearest } from '../parse.ts'
import { USAGE } from '../usage-messages.ts'
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
    const command = commands.find((one) => one.name === name)
    if (command === undefined) {
      const near = nearest(
        name,
        commands.map((one) => one.name),
      )
      throw usage(
        USAGE.unknownCommand(name),
        ...(near === undefined ? [] : [USAGE.didYouMean(`keyhold help ${near}`)]),
      )
    }
    await output.lines(...commandHelp(command))
    return EXIT.done
  },
}
