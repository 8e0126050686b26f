/** `keyhold env`: the variables of the keys that have one, in the words of a shell or a file. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { isUsableVariable } from '../../core/clipboard/quoting.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { CommandStop, usage, valueOf, type ActingCommand } from '../command.ts'
import { ENV_FORMATS, isEnvFormat, variablesText } from '../env-formats.ts'
import { preferred } from '../find-key.ts'
import { several } from '../need-key.ts'
import { parseSearch } from '../search.ts'
import { doubtAbout, releaseSecrets, withoutNul } from '../secrets.ts'
import { SECRETS } from '../secrets-messages.ts'
import { USAGE } from '../usage-messages.ts'
import type { VaultReading } from '../vault-reading.ts'
import { ENV } from './env-messages.ts'
import { keysFor } from './ls.ts'

export const env: ActingCommand = {
  name: 'env',
  ...ENV.spec,
  needsUnlocked: true,
  asks: 'secret',
  async acts(context, input) {
    const { session, output } = context
    const format = valueOf(input, 'format') ?? 'sh'
    if (!isEnvFormat(format)) throw usage(USAGE.choices('--format', format, ENV_FORMATS))
    if (session.request.terminal.out && !input.flags.has('show'))
      throw new CommandStop(EXIT.usage, ENV.terminal)
    const query = parseSearch(input.words)
    const vault = context.reading()
    const { keys, notes } = chosen(keysFor(query, vault), vault)
    if (notes.length > 0) await output.notes(...notes.map((note) => `keyhold: ${note}`))
    if (keys.length === 0) throw new CommandStop(EXIT.notFound, ENV.none)
    const texts = await releaseSecrets(
      context,
      keys.map(({ id }) => ({ key: id })),
      { command: 'env', reason: valueOf(input, 'reason') },
    )
    const variables = keys.map(
      ({ environment }, index) => [environment, withoutNul(texts[index] ?? '', environment)] as const,
    )
    await output.raw(variablesText(variables, format))
    return EXIT.done
  },
}

interface Chosen {
  readonly keys: readonly KeyRow[]
  readonly notes: readonly string[]
}

/** The keys by variable, sorted by its name. Throws {@link CommandStop} with exit code 3 if two keys have the same variable. */
function chosen(found: readonly KeyRow[], vault: VaultReading): Chosen {
  const named = found.filter(({ environment }) => environment !== '')
  const usable = named.filter(({ environment, version }) => isUsableVariable(environment) && version > 0)
  const byVariable = Map.groupBy(usable, ({ environment }) => environment)
  const keys = [...byVariable].map(([name, all]) => onlyOne(name, all, vault))
  return {
    keys: keys.toSorted((a, b) => (a.environment < b.environment ? -1 : 1)),
    notes: [
      ...named.flatMap((key) => omission(key)),
      ...keys.flatMap((key) => doubtAbout(key, vault) ?? []).map(SECRETS.warning),
    ],
  }
}

function omission({ name, environment, version }: KeyRow): readonly string[] {
  if (!isUsableVariable(environment)) return [ENV.badName(name, environment)]
  return version > 0 ? [] : [ENV.notStored(name, environment)]
}

function onlyOne(variable: string, all: readonly KeyRow[], vault: VaultReading): KeyRow {
  const left = preferred(all)
  const [first, ...more] = left
  if (first !== undefined && more.length === 0) return first
  throw several(ENV.several(variable), left, vault)
}
