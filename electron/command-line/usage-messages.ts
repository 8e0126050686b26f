/** Words about how a command is called. */

export const USAGE = {
  helpOption: 'Show this help',
  unknownOption: (option: string) => `There is no option ${option}.`,
  noValue: (option: string) => `${option} takes no value.`,
  missingValue: (option: string, value: string) =>
    `${option} needs a value: ${option} ${value}. A value that begins with “-” is written ${option.startsWith('--') ? `${option}=${value}` : `${option}${value}`}.`,
  twice: (option: string) => `${option} can be given once.`,
  didYouMean: (word: string) => `Did you mean ${word}?`,
  missingArgument: (name: string) => `${name} is missing.`,
  tooMany: (word: string) => `“${word}” is one word too many. Quote a name that contains spaces.`,
  needsDashes: (word: string) => `Put “--” before the command: keyhold run -- ${word} ...`,
  unknownCommand: (name: string) => `There is no command “${name}”.`,
  backupPassphrase: 'Passphrase of the backup',
  noProgram: 'Keyhold cannot start itself here.',
  fileThere: (path: string) => `“${path}” is there already. To replace it: --force`,
  seeHelp: (name: string | undefined) =>
    name === undefined ? 'See “keyhold --help”.' : `See “keyhold ${name} --help”.`,
  choices: (option: string, value: string, choices: readonly string[]) =>
    `${option} cannot be “${value}”. It is one of: ${choices.join(', ')}.`,
} as const
