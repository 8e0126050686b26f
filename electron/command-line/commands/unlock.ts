/** `keyhold unlock`: opens the sealed vault with a passphrase from standard input. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { CommandStop, type ActingCommand } from '../command.ts'
import { firstLine } from '../first-line.ts'
import { UNLOCK } from './unlock-messages.ts'

export const unlock: ActingCommand = {
  name: 'unlock',
  ...UNLOCK.spec,
  needsUnlocked: true,
  async acts({ vault, session, output }) {
    const storage = vault().secretStorage
    const { uses, sealedVault } = await storage.look()
    if (uses !== 'sealed-vault') throw new CommandStop(EXIT.failed, UNLOCK.notUsed)
    if (sealedVault === 'open') {
      await output.lines(UNLOCK.already)
      return EXIT.done
    }
    // SECURITY: what is typed at a terminal would be shown there.
    if (session.request.terminal.in) throw new CommandStop(EXIT.usage, UNLOCK.terminal, UNLOCK.how)
    await storage.unlock(await firstLine(session))
    await output.lines(UNLOCK.done)
    return EXIT.done
  },
}
