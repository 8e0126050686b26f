/** Help and words of `keyhold env`. */
import { ENV_FORMATS } from '../env-formats.ts'
import { REASON_OPTION } from './get-messages.ts'

export const ENV = {
  spec: {
    summary: 'Print the variables of the keys that have one',
    details: [
      'Prints a variable for each key that QUERY finds, that has an environment variable in Keyhold, and whose secret is stored. The values are quoted so that the reader gets every byte back.',
      'Where a program can be started by “keyhold run”, its secrets are in no file and in no other program’s environment.',
    ],
    arguments: [
      {
        name: 'QUERY',
        isOptional: true,
        isRepeated: true,
        completes: 'query',
        help: 'Which keys, in the search language of “keyhold ls”; without it, all that have a variable',
      },
    ],
    options: {
      format: {
        value: 'FORMAT',
        completes: ENV_FORMATS,
        help: `${ENV_FORMATS.join(', ')}; without it, sh`,
      },
      show: { help: 'Print the variables on a terminal too' },
      reason: REASON_OPTION,
    },
    examples: [
      { line: 'eval "$(keyhold env tag:deploy)"', says: 'Sets the variables in this shell.' },
      { line: 'keyhold env tag:deploy --format fish | source', says: 'The same in fish.' },
      {
        line: 'keyhold env tag:deploy --format pwsh | Out-String | Invoke-Expression',
        says: 'The same in PowerShell.',
      },
    ],
  },
  terminal: 'Secrets on a terminal can be read by others. Use --show to print them all the same.',
  none: 'No key that was found has a variable and a stored secret.',
  badName: (key: string, variable: string) =>
    `“${key}” is left out: Keyhold does not set the variable “${variable}”.`,
  notStored: (key: string, variable: string) => `“${key}” is left out: no secret is stored for ${variable}.`,
  several: (variable: string) => `Several keys have the variable ${variable}:`,
} as const
