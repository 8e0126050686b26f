/** Words of the program's help. */

export const PROGRAM = {
  about: ['Keyhold keeps the keys of your providers. This command uses the same vault as the window.'],
  usage: ['keyhold [COMMAND] [ARGUMENTS]', 'keyhold help COMMAND'],
  help: 'Show this help',
  version: 'Show the version',
  more: [
    'A key is named by its name, its environment variable, its id, or a reference: keyhold://secret/ACCOUNT/KEY. What follows “--” is no option.',
    'Before a secret leaves the vault, Keyhold asks in a window of its own.',
  ],
} as const

export const SECTIONS = {
  usage: 'Usage:',
  commands: 'Commands:',
  arguments: 'Arguments:',
  options: 'Options:',
  examples: 'Examples:',
} as const

export const SWITCHES = {
  hidden: 'Start the program without a window',
  quick: 'Open the quick palette',
  lock: 'Lock the running program',
  demo: 'Open a demo vault in a window of its own',
  doctor: 'Check this machine without the running program',
} as const
