/** Help and words of `keyhold help` and `keyhold version`. */

export const HELP = {
  spec: {
    summary: 'Show help for keyhold or one of its commands',
    details: ['“keyhold COMMAND --help” does the same.'],
    arguments: [
      {
        name: 'COMMAND',
        isOptional: true,
        completes: 'commands',
        help: 'The command; without it, all of them',
      },
    ],
    examples: [{ line: 'keyhold help run', says: 'How “keyhold run” is called.' }],
  },
} as const

export const VERSION_WORDS = {
  spec: {
    summary: 'Show the version of Keyhold',
    details: ['“keyhold --version” does the same.'],
    examples: [{ line: 'keyhold version', says: 'The version of the program that answers.' }],
  },
  line: (version: string) => `keyhold ${version}`,
} as const
