/** `keyhold unlock`: opens the sealed vault with a passphrase that is typed, or comes from standard input. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { CommandStop, type ActingCommand } from '../command.ts'
import { readPassphrase } from '../passphrase.ts'
import { UNLOCK } from './unlock-messages.ts'

export const unlock: ActingCommand = {
  name: 'unlock',
  ...UNLOCK.spec,
  needsUnlocked: true,
  async acts({ vault, session, output }) {
    const storage = vault().secretStorage
    const { uses, sealedVault } = await storage.check()
    if (uses !== 'sealed-vault') throw new CommandStop(EXIT.failed, UNLOCK.notUsed)
    if (sealedVault === 'open') {
      await output.lines(UNLOCK.already)
      return EXIT.done
    }
    await storage.unlock(await readPassphrase(session, UNLOCK.question))
    await output.lines(UNLOCK.done)
    return EXIT.done
  },
}
