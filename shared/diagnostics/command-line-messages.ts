/** The report's sentences about the `keyhold` command. Pure. */
import { broken, limited, unknown, works, type LineWords } from './machine-line.ts'
import type { MachineFacts } from './machine.ts'

/** What the user can do about the folder that the program will not use. */
const REPAIR = 'Keyhold leaves it as it is. Remove the folder “keyhold” there, then start Keyhold again.'

export const COMMAND_LINE_WORDS: Record<MachineFacts['commandLine'], LineWords> = {
  ready: works('The “keyhold” command reaches the running Keyhold.'),
  off: unknown('The command line is turned off in the settings.'),
  absent: unknown('This window has no command line.'),
  'not-running': unknown('No running Keyhold listens for the “keyhold” command.', 'The command starts it.'),
  'no-runtime-folder': limited(
    'The “keyhold” command cannot reach Keyhold: this session has no private runtime folder.',
    'XDG_RUNTIME_DIR is not set. Desktop sessions with systemd or elogind set it when you log in.',
  ),
  parent: broken(
    'Keyhold does not listen for the “keyhold” command: the runtime folder belongs to another user or is open to others.',
    'XDG_RUNTIME_DIR must name a folder of your own that only you can write to.',
  ),
  symlink: broken(
    'Keyhold does not listen for the “keyhold” command: its folder in the runtime folder is a link.',
    REPAIR,
  ),
  'no-folder': broken(
    'Keyhold does not listen for the “keyhold” command: something else is in the place of its folder in the runtime folder.',
    'Keyhold leaves it as it is. Remove “keyhold” there, then start Keyhold again.',
  ),
  'another-user': broken(
    'Keyhold does not listen for the “keyhold” command: its folder belongs to another user.',
    REPAIR,
  ),
  'open-to-others': broken(
    'Keyhold does not listen for the “keyhold” command: other users can enter its folder.',
    'Keyhold leaves it as it is. Give the folder mode 0700 or remove it, then start Keyhold again.',
  ),
  occupied: broken(
    'Keyhold does not listen for the “keyhold” command: something else has the name of its socket.',
    'Keyhold leaves it as it is. Remove “command-line.sock” from the folder, then start Keyhold again.',
  ),
  'in-use': limited(
    'Another running Keyhold answers the “keyhold” command.',
    'It has another profile. This one answers once the other has quit and this one is started again.',
  ),
  unusable: broken('Keyhold could not open its socket for the “keyhold” command.'),
}
