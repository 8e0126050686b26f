/** The report's sentences about the `keyhold` command. Pure. */
import { broken, limited, unknown, works, type LineWords } from './machine-line.ts'
import type { MachineFacts } from './machine.ts'

/** What the user can do about the folder that the program will not use. */
const REPAIR = 'Keyhold leaves it as it is. Remove the folder “keyhold” there, then start Keyhold again.'

const notListening = (why: string): string => `Keyhold doesn’t listen for the “keyhold” command: ${why}`

export const COMMAND_LINE_WORDS: Record<MachineFacts['commandLine'], LineWords> = {
  ready: works('The “keyhold” command reaches the running Keyhold.'),
  off: unknown('The command line is turned off in the settings.'),
  absent: unknown('This vault has no command line.'),
  'not-running': unknown('No running Keyhold listens for the “keyhold” command.', 'The command starts it.'),
  'no-runtime-folder': limited(
    'The “keyhold” command can’t reach Keyhold: this session has no private runtime folder.',
    'XDG_RUNTIME_DIR is not set. Desktop sessions with systemd or elogind set it when you log in.',
  ),
  parent: broken(
    notListening('the runtime folder belongs to another user or is open to others.'),
    'XDG_RUNTIME_DIR must name a folder of your own that only you can write to.',
  ),
  symlink: broken(notListening('its folder in the runtime folder is a link.'), REPAIR),
  'no-folder': broken(
    notListening('something else is in the place of its folder in the runtime folder.'),
    'Keyhold leaves it as it is. Remove “keyhold” there, then start Keyhold again.',
  ),
  'another-user': broken(notListening('its folder belongs to another user.'), REPAIR),
  'open-to-others': broken(
    notListening('other users can enter its folder.'),
    'Keyhold leaves it as it is. Give the folder mode 0700 or remove it, then start Keyhold again.',
  ),
  occupied: broken(
    notListening('something else uses the name of its socket.'),
    'Keyhold leaves it as it is. Remove “command-line.sock” from the folder, then start Keyhold again.',
  ),
  'in-use': limited(
    'Another running Keyhold answers the “keyhold” command.',
    'The other Keyhold uses another profile. Quit it, then restart this one.',
  ),
  unusable: broken(
    'Keyhold couldn’t open its socket for the “keyhold” command.',
    'Restart Keyhold. If it keeps happening, report it.',
  ),
}
