/** `keyhold quick`, `keyhold open` and `keyhold lock`: functions of the window and the tray, called from a terminal. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import type { ViewCommand } from '../../../shared/contract/palette.ts'
import { viewOfLink } from '../../core/desktop/deep-links.ts'
import { CommandStop, usage, type ActingCommand, type ActingContext } from '../command.ts'
import { needKey } from '../need-key.ts'
import { LOCK, OPEN, QUICK, VIEWS } from './window-messages.ts'

export const quick: ActingCommand = {
  name: 'quick',
  ...QUICK.spec,
  needsUnlocked: false,
  async acts({ program }) {
    program.desktop.showPalette()
    return Promise.resolve(EXIT.done)
  },
}

export const open: ActingCommand = {
  name: 'open',
  ...OPEN.spec,
  needsUnlocked: false,
  async acts(context, { words: [what = 'keys', name] }) {
    context.program.desktop.openView(viewOf(context, what, name))
    return Promise.resolve(EXIT.done)
  },
}

function viewOf(context: ActingContext, what: string, name: string | undefined): ViewCommand {
  if (what === 'key') {
    if (name === undefined) throw usage(OPEN.noKey)
    // Throws Failure `locked`, so that a locked vault does not reveal whether a name exists.
    return { kind: 'show-key', key: needKey(name, context.reading()).key.id }
  }
  if (name !== undefined) throw usage(OPEN.tooMany(name))
  const view = VIEWS.find((one) => one === what)
  if (view !== undefined) return { kind: view }
  const linked = viewOfLink(what)
  if (linked === undefined) throw usage(OPEN.unknown(what))
  return linked
}

export const lock: ActingCommand = {
  name: 'lock',
  ...LOCK.spec,
  needsUnlocked: false,
  async acts({ program, output }) {
    if (program.lock.isLocked()) {
      await output.lines(LOCK.already)
      return EXIT.done
    }
    if (!program.lock.canLock()) throw new CommandStop(EXIT.failed, LOCK.noLock)
    program.lock.lock()
    await output.lines(LOCK.done)
    return EXIT.done
  },
}
