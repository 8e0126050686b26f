/** Generates the man page of `keyhold` from its command specifications. Pure. */
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { shownOf, type CommandSpec } from '../../electron/command-line/command.ts'
import { usageLine } from '../../electron/command-line/help-text.ts'
import { optionsOf } from '../../electron/command-line/parse.ts'
import { PROGRAM_SWITCHES } from '../../electron/command-line/program-switches.ts'

const SIGNS: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  '“': '\\(lq',
  '”': '\\(rq',
  '’': '\\(cq',
  "'": '\\(aq',
  '"': '\\(dq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '–': '\\(en',
  '…': '...',
}

/** Escapes text for a man page, so that no character is a request or an escape. */
export const roff = (text: string): string =>
  text.replace(/[\\\-“”’'"`^~–…]/g, (sign) => SIGNS[sign] ?? sign).replace(/^\./gm, '\\&.')

/** Puts each sentence on its own line. */
const sentences = (text: string): string => roff(text).replaceAll(/([.?:]) (?=[A-Z“\\])/g, '$1\n')

const tagged = (tag: string, text: string): string => `.TP\n.B ${roff(tag)}\n${sentences(text)}`

function commandPart(command: CommandSpec): string {
  const { summary, details, arguments: args = [], rest, examples } = command
  const words = [...args, ...(rest === undefined ? [] : [rest])]
  return [
    `.SS ${roff(command.name)}`,
    `.B ${roff(usageLine(command))}`,
    '.PP',
    `${sentences(summary)}.`,
    ...details.map((text) => `.PP\n${sentences(text)}`),
    ...words.map(({ name, help }) => tagged(name, `${help}.`)),
    ...Object.entries(optionsOf(command))
      .filter(([name]) => name !== 'help')
      .map(([name, { value, short, help }]) =>
        tagged(
          `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
          `${help}.`,
        ),
      ),
    ...examples.map(({ line, says }) => `.PP\n${sentences(says)}\n.PP\n.RS\n.nf\n${roff(line)}\n.fi\n.RE`),
  ].join('\n')
}

/** What each exit code of the command means, in sentences. */
export const EXITS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'Done.',
  failed:
    'Something else went wrong: a provider refused, the keychain did not answer, a file could not be read.',
  usage: 'The call is wrong, or it would print a secret on a terminal.',
  notFound: 'There is no such key, account or version, or several have the name.',
  locked: 'Keyhold is locked.',
  denied: 'You denied it, or did not answer in time.',
  noProgram: 'Keyhold is not running and could not be started.',
  expired: 'A key has expired, is being replaced, or is outdated, and --strict was given.',
  unknown: 'Keyhold couldn’t confirm whether the provider made the change.',
}

/** `frame` contains `@COMMANDS@`, `@SWITCHES@` and `@EXITS@` on separate lines; the rest of it does not change. */
export function manualPage(frame: string, commands: readonly CommandSpec[]): string {
  const parts: Readonly<Record<string, string>> = {
    '@COMMANDS@': shownOf(commands).map(commandPart).join('\n'),
    '@SWITCHES@': PROGRAM_SWITCHES.map(({ name, help }) => tagged(name, `${help}.`)).join('\n'),
    '@EXITS@': Object.entries(EXITS)
      .map(([name, text]) => tagged(String(EXIT[name as keyof typeof EXIT]), text))
      .join('\n'),
  }
  return frame
    .split('\n')
    .map((line) => parts[line] ?? line)
    .join('\n')
}
