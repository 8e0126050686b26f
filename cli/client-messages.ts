/** The client's own sentences, for when the program does not answer. The native relay has the same ones. */

const say = (sentence: string): string => `keyhold: ${sentence}\n`

/** Control characters could change the terminal, so they are replaced. */
const shown = (text: string): string => text.replaceAll(/\p{Cc}/gu, '\ufffd')

export const CLIENT_MESSAGES = {
  noProgram: say('Keyhold is not running, and its program was not found.'),
  notStarted: (code: string) =>
    say(`Keyhold is not running, and its program could not be started (${code}).`),
  unreachable: (code: string) => say(`Keyhold cannot be reached (${code}).`),
  ended: say('Keyhold ended before it had answered.'),
  notUnderstood: say(
    'Unexpected response from Keyhold. The command and the program may be of different versions: quit Keyhold and start it again.',
  ),
  notPrivate: (folder: string) =>
    say(`${shown(folder)} must be a folder that only you can use. What listens there is not trusted.`),
  tooLong: say('the arguments are too long.'),
  notText: say('an argument is not valid UTF-8, which this form of the command cannot carry.'),
  noFolder: say('the working folder no longer exists.'),
  outputFailed: (code: string) => say(`standard output could not be written (${code}).`),
  inputFailed: (code: string) => say(`standard input could not be read (${code}).`),
  notFound: (name: string) => say(`${shown(name)} was not found.`),
  cannotRun: (name: string, code: string) => say(`${shown(name)} could not be started (${code}).`),
} as const
