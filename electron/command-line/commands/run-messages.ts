/** Help and words of `keyhold run`. */
import { REASON_OPTION } from './get-messages.ts'

export const RUN = {
  spec: {
    summary: 'Run a command with secrets in its environment',
    details: [
      'Variables whose value is a reference (keyhold://secret/ACCOUNT/KEY) hold the secret in the command’s environment. They come from your environment, from env files and from --env; of a name given twice, the last one counts, in this order.',
      'Keyhold becomes the command: signals, colours and the exit code are its own. It warns of keys that have expired, are being replaced, or were probably rotated elsewhere.',
      'With --mask the command runs as a child whose output goes through Keyhold: exact secrets in it become *****. The child has no terminal and no input, so --mask is for output to a pipe or a file. Secrets of fewer than 4 bytes are not masked.',
    ],
    options: {
      env: {
        value: 'NAME=KEY',
        short: 'e',
        isRepeated: true,
        help: 'Set the variable NAME to the secret of KEY: a reference, or a key’s name, variable or id',
      },
      'env-file': {
        value: 'FILE',
        isRepeated: true,
        completes: 'files',
        help: 'Read variables from a .env file; values that are not references are passed on as they are',
      },
      strict: { help: 'Run nothing and exit with 7 if a key has expired, is being replaced, or is outdated' },
      mask: { help: 'Mask secrets in what the command prints' },
      reason: REASON_OPTION,
    },
    rest: { name: 'COMMAND', isRepeated: true, completes: 'programs', help: 'The command and its arguments' },
    examples: [
      { line: 'keyhold run --env TOKEN=ci-deploy -- ./deploy.sh', says: 'Runs the script with TOKEN set.' },
      {
        line: 'keyhold run --env-file .env -- npm test',
        says: 'The file holds references, so it can be shared and committed.',
      },
      { line: 'keyhold run --strict --mask -- make release | tee log', says: 'No secret gets into the log.' },
    ],
  },
  noCommand: 'COMMAND is missing. Put it after “--”: keyhold run --env NAME=KEY -- COMMAND',
  noReference: (text: string) => `--env ${text} has no “=”. It is --env NAME=KEY.`,
  badName: (name: string) =>
    `“${name}” is not a variable name: letters, digits and _ only, and not a digit first.`,
  maskOnTerminal:
    '--mask is for output to a pipe or a file. On a terminal the command would lose its colours and its input.',
  tooShort: (bytes: number) => `keyhold: warning: secrets of fewer than ${bytes} bytes are not masked.`,
  notStarted: (name: string, code: string) =>
    code === 'ENOENT'
      ? `keyhold: “${name}” was not found.`
      : `keyhold: “${name}” could not be started (${code}).`,
} as const
