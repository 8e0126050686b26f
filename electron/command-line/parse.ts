/** Parses the words of a call by a command's definition: options, arguments, and the words after `--`. Pure. */
import { parseArgs } from 'node:util'
import { slipsBetween } from '../../shared/search/typos.ts'
import {
  shownOf,
  usage,
  type ArgumentSpec,
  type CommandSpec,
  type CommandStop,
  type Input,
  type OptionSpec,
} from './command.ts'
import { USAGE } from './usage-messages.ts'

/** Every command has this option. */
export const HELP: Readonly<Record<string, OptionSpec>> = { help: { short: 'h', help: USAGE.helpOption } }

export const optionsOf = ({ options = {} }: Pick<CommandSpec, 'options'>) => ({ ...options, ...HELP })

/** Throws {@link CommandStop} with exit code 2 for a word that the command does not know. */
export function parseInput(command: CommandSpec, args: readonly string[]): Input {
  const specs = optionsOf(command)
  const flags = new Set<string>()
  const values = new Map<string, string[]>()
  const words: string[] = []
  const rest: string[] = []
  let hasEnded = false
  for (const token of tokensOf(specs, args)) {
    if (token.kind === 'option-terminator') hasEnded = true
    else if (token.kind === 'positional')
      (hasEnded && command.rest !== undefined ? rest : words).push(token.value)
    else takeOption(token, specs, { flags, values })
  }
  if (!flags.has('help')) checkWords(command, words)
  return { flags, values, words, rest }
}

type Specs = Readonly<Record<string, OptionSpec>>

const tokensOf = (specs: Specs, args: readonly string[]) =>
  parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(specs).map(([name, { value, short }]) => [
        name,
        {
          type: value === undefined ? 'boolean' : 'string',
          multiple: true,
          ...(short !== undefined && { short }),
        },
      ]),
    ),
  }).tokens

type OptionToken = Extract<ReturnType<typeof tokensOf>[number], { kind: 'option' }>

function takeOption(
  token: OptionToken,
  specs: Specs,
  { flags, values }: { readonly flags: Set<string>; readonly values: Map<string, string[]> },
): void {
  const { name, rawName, inlineValue = false } = token
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
  if (spec === undefined) throw usage(USAGE.unknownOption(rawName), ...guess(name, specs))
  if (spec.value !== undefined) {
    const before = values.get(name) ?? []
    if (before.length > 0 && !spec.isRepeated) throw usage(USAGE.twice(rawName))
    values.set(name, [...before, givenValue(token, spec.value)])
  } else if (inlineValue) throw usage(USAGE.noValue(rawName))
  else flags.add(name)
}

/** Detects a forgotten value, as in `--query --json`. A value that begins with a dash has to follow `=`. */
function givenValue({ rawName, value, inlineValue = false }: OptionToken, placeholder: string): string {
  if (value !== undefined && (inlineValue || !/^-./.test(value))) return value
  throw usage(USAGE.missingValue(rawName, placeholder))
}

function guess(name: string, specs: Specs): string[] {
  const near = nearest(name, Object.keys(specs))
  return near === undefined ? [] : [USAGE.didYouMean(`--${near}`)]
}

/** `called`: the words before the name in a call, for the suggested form. */
export function unknownCommand(
  name: string,
  commands: readonly CommandSpec[],
  called: 'keyhold' | 'keyhold help',
): CommandStop {
  const near = nearest(
    name,
    shownOf(commands).map((one) => one.name),
  )
  return usage(
    USAGE.unknownCommand(name),
    ...(near === undefined ? [] : [USAGE.didYouMean(`${called} ${near}`)]),
  )
}

/** The known word with the fewest typing errors; `undefined` if none is similar. */
function nearest(word: string, known: readonly string[]): string | undefined {
  const begun = word === '' ? [] : known.filter((one) => one.startsWith(word))
  if (begun.length === 1) return begun[0]
  const most = Math.min(2, Math.ceil(word.length / 3))
  return known
    .map((one) => ({ one, slips: slipsBetween(word, one) }))
    .filter(({ slips }) => slips <= most)
    .toSorted((a, b) => a.slips - b.slips)[0]?.one
}

function checkWords({ arguments: specs = [], rest }: CommandSpec, words: readonly string[]): void {
  const missing = specs.find(({ isOptional }, index) => isOptional !== true && words.length <= index)
  if (missing !== undefined) throw usage(USAGE.missingArgument(missing.name))
  if (words.length <= specs.length || specs.at(-1)?.isRepeated === true) return
  const first = words[specs.length] ?? ''
  throw usage(rest === undefined ? USAGE.tooMany(first) : USAGE.needsDashes(first))
}

/** `NAME`, `[QUERY]`, `FILE...` */
export function argumentWords({ name, isOptional, isRepeated }: ArgumentSpec): string {
  const all = isRepeated === true ? `${name}...` : name
  return isOptional === true ? `[${all}]` : all
}
