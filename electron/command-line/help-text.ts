/** The help of the program and of each command, as lines. Drawn from the commands. Pure. */
import { shownOf, type CommandSpec, type OptionSpec } from './command.ts'
import { PROGRAM, SECTIONS } from './help-messages.ts'
import type { Line } from './output.ts'
import { argumentWords, optionsOf } from './parse.ts'
import { PROGRAM_SWITCHES } from './program-switches.ts'

const WIDTH = 80

export function programHelp(commands: readonly CommandSpec[]): readonly Line[] {
  return [
    ...PROGRAM.about.flatMap((text) => wrapped(text, 0)),
    '',
    heading(SECTIONS.usage),
    ...PROGRAM.usage.map((line) => `  ${line}`),
    '',
    heading(SECTIONS.commands),
    ...pairs(shownOf(commands).map(({ name, summary }) => [name, summary])),
    '',
    heading(SECTIONS.options),
    ...pairs([
      ['-h, --help', PROGRAM.help],
      ['-V, --version', PROGRAM.version],
      ...PROGRAM_SWITCHES.map(({ name, help }) => [name, help] as const),
    ]),
    '',
    ...PROGRAM.more.flatMap((text) => wrapped(text, 0)),
  ]
}

export function commandHelp(command: CommandSpec): readonly Line[] {
  const { summary, details, examples, rest } = command
  const args = [...(command.arguments ?? []), ...(rest === undefined ? [] : [rest])]
  return [
    `${summary}.`,
    '',
    heading(SECTIONS.usage),
    `  ${usageLine(command)}`,
    ...details.flatMap((text) => ['', ...wrapped(text, 0)]),
    ...section(
      SECTIONS.arguments,
      args.map(({ name, help }) => [name, help]),
    ),
    ...section(
      SECTIONS.options,
      Object.entries(optionsOf(command)).map(([name, spec]) => [optionWords(name, spec), spec.help]),
    ),
    ...(examples.length === 0 ? [] : ['', heading(SECTIONS.examples)]),
    ...examples.flatMap(({ line, says }): Line[] => [`  ${line}`, { text: `      ${says}`, tone: 'soft' }]),
  ]
}

export function usageLine({ name, options = {}, arguments: args = [], rest }: CommandSpec): string {
  return [
    'keyhold',
    name,
    ...Object.entries(options).map(([option, spec]) => optionUsage(option, spec)),
    ...args.map(argumentWords),
    ...(rest === undefined ? [] : ['--', argumentWords(rest)]),
  ].join(' ')
}

const optionUsage = (name: string, { value, isRepeated }: OptionSpec): string =>
  `[--${name}${value === undefined ? '' : ` ${value}`}]${isRepeated === true ? '...' : ''}`

/** `-i, --in FILE` */
export const optionWords = (name: string, { value, short }: OptionSpec): string =>
  `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`

const heading = (text: string): Line => ({ text, tone: 'strong' })

const section = (title: string, rows: readonly (readonly [string, string])[]): readonly Line[] =>
  rows.length === 0 ? [] : ['', heading(title), ...pairs(rows)]

function pairs(rows: readonly (readonly [string, string])[]): readonly string[] {
  const margin = 2 + Math.max(...rows.map(([name]) => name.length)) + 2
  return rows.flatMap(([name, text]) => {
    const [first = '', ...more] = wrapped(text, margin)
    return [`  ${name.padEnd(margin - 2)}${first.trimStart()}`, ...more]
  })
}

/** Lines of at most 80 columns, each indented by `margin`. */
function wrapped(text: string, margin: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(' '.repeat(margin) + word)
  }
  return lines
}
