/** Computes the candidates for the next word of a call from the commands; the same for every shell. Pure. */
import { suggest } from '../../shared/search/query-suggest.ts'
import { shownOf, type CommandSpec, type Completes, type OptionSpec } from './command.ts'
import { optionsOf } from './parse.ts'
import { printable } from './printable.ts'
import type { VaultReading } from './vault-reading.ts'

export interface Candidate {
  readonly word: string
  readonly says?: string
}

/** For `files` and `programs`, the shell itself completes. */
export type Completion =
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'files' | 'programs' }

const NOTHING: Completion = { kind: 'words', candidates: [] }
/** More candidates would not be readable. */
const MOST = 500

interface Ground {
  readonly commands: readonly CommandSpec[]
  /** `undefined` while no name may be shown. */
  readonly vault: VaultReading | undefined
}

/** `words`: the words after `keyhold`. The last one is being typed, and may be empty. */
export function completionsFor(words: readonly string[], ground: Ground): Completion {
  const before = words.slice(0, -1)
  const current = words.at(-1) ?? ''
  const found = allFor(before, current, ground)
  if (found.kind !== 'words') return found
  const fits = found.candidates.filter(({ word }) => word.startsWith(current) && printable(word) === word)
  return { kind: 'words', candidates: fits.slice(0, MOST) }
}

function allFor([name, ...words]: readonly string[], current: string, ground: Ground): Completion {
  const shown = shownOf(ground.commands)
  if (name === undefined) return { kind: 'words', candidates: commandCandidates(shown) }
  const command = shown.find((one) => one.name === name)
  if (command === undefined) return NOTHING
  const dashes = words.indexOf('--')
  if (dashes >= 0) return afterDashes(command, words, dashes, current, ground)
  const options = optionsOf(command)
  const awaited = valueAwaited(words.at(-1), options)
  if (awaited !== undefined) return completing(awaited.completes, current, ground)
  const inline = /^--([a-z-]+)=(.*)$/s.exec(current)
  if (inline !== null) return inlineValue(inline[1] ?? '', inline[2] ?? '', options, ground)
  if (current.startsWith('-')) return optionNames(options)
  return argumentAt(command, placeOf(words, options), current, ground)
}

const commandCandidates = (commands: readonly CommandSpec[]): readonly Candidate[] =>
  commands.map(({ name, summary }) => ({ word: name, says: summary }))

const optionNames = (options: Readonly<Record<string, OptionSpec>>): Completion => ({
  kind: 'words',
  candidates: Object.entries(options).map(([name, { help }]) => ({ word: `--${name}`, says: help })),
})

function afterDashes(
  command: CommandSpec,
  words: readonly string[],
  dashes: number,
  current: string,
  ground: Ground,
): Completion {
  if (command.rest !== undefined) return { kind: dashes === words.length - 1 ? 'programs' : 'files' }
  return argumentAt(command, placeOf(words.slice(0, dashes), optionsOf(command)), current, ground)
}

/** The option before the current word, if it takes a value. */
function valueAwaited(last: string | undefined, options: Readonly<Record<string, OptionSpec>>) {
  if (last?.startsWith('-') !== true || last.includes('=')) return undefined
  return Object.entries(options).find(
    ([name, { value, short }]) =>
      value !== undefined && (last === `--${name}` || last === `-${short ?? '-'}`),
  )?.[1]
}

function inlineValue(
  name: string,
  value: string,
  options: Readonly<Record<string, OptionSpec>>,
  ground: Ground,
): Completion {
  const completion = completing(
    Object.hasOwn(options, name) ? options[name]?.completes : undefined,
    value,
    ground,
  )
  if (completion.kind !== 'words') return completion
  return {
    kind: 'words',
    candidates: completion.candidates.map(({ word }) => ({ word: `--${name}=${word}` })),
  }
}

/** The number of arguments before the current word. */
function placeOf(words: readonly string[], options: Readonly<Record<string, OptionSpec>>): number {
  return words.filter(
    (word, index) => !word.startsWith('-') && valueAwaited(words[index - 1], options) === undefined,
  ).length
}

function argumentAt(
  { arguments: specs = [] }: CommandSpec,
  place: number,
  current: string,
  ground: Ground,
): Completion {
  const last = specs.at(-1)
  const spec = specs[place] ?? (last?.isRepeated === true ? last : undefined)
  return completing(spec?.completes, current, ground)
}

function completing(completes: Completes | undefined, current: string, ground: Ground): Completion {
  if (completes === 'files' || completes === 'programs') return { kind: completes }
  if (completes === undefined) return NOTHING
  return { kind: 'words', candidates: candidatesOf(completes, current, ground) }
}

function candidatesOf(
  completes: Exclude<Completes, 'files' | 'programs'>,
  current: string,
  { commands, vault }: Ground,
): readonly Candidate[] {
  switch (completes) {
    case 'commands':
      return commandCandidates(shownOf(commands))
    case 'keys':
      return vault === undefined ? [] : keyNames(vault)
    case 'accounts':
      return vault?.accounts.map(({ name }) => ({ word: name })) ?? []
    case 'query':
      return vault === undefined ? [] : queryWords(current, vault)
    default:
      return completes.map((word) => ({ word }))
  }
}

/** Omits names that several keys have, because a command would refuse them. */
function keyNames(vault: VaultReading): readonly Candidate[] {
  const counts = new Map<string, number>()
  const words = vault.keys.flatMap(({ name, environment, account }) => {
    const says = account === undefined ? undefined : vault.accountName(account)
    return [name, ...(environment === '' || environment === name ? [] : [environment])].map((word) => ({
      word,
      ...(says !== undefined && { says }),
    }))
  })
  for (const { word } of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return words.filter(({ word }) => counts.get(word) === 1)
}

function queryWords(current: string, vault: VaultReading): readonly Candidate[] {
  const texts = (read: (row: VaultReading['keys'][number]) => readonly string[]) => [
    ...new Set(vault.keys.flatMap(read)),
  ]
  const known = {
    providers: texts(({ provider }) => [vault.providerName(provider) ?? provider]),
    accounts: vault.accounts.map(({ name }) => name),
    tags: texts(({ tags }) => tags),
    environments: texts(({ environment }) => (environment === '' ? [] : [environment])),
    permissions: texts(({ permissions = [] }) => permissions),
    targets: texts(({ targets = [] }) => targets),
  }
  return suggest(current, current.length, known).map(({ text }) => ({ word: text }))
}
