/** `keyhold run`: a command with secrets in its environment, in place of references. */
import { constants } from 'node:os'
import { parseEnv } from 'node:util'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import type { CommandToRun } from '../../../shared/contract/command-line.ts'
import { VARIABLE_NAME } from '../../../shared/model/variable-name.ts'
import {
  CommandStop,
  usage,
  valueOf,
  type ActingCommand,
  type ActingContext,
  type Input,
} from '../command.ts'
import { createMasker, SHORTEST_MASKED } from '../mask.ts'
import { needKey, type NeededKey } from '../need-key.ts'
import { looksLikeReference } from '../../../shared/model/references.ts'
import { doubtAbout, releaseSecrets, wantedSecret, withoutNul } from '../secrets.ts'
import { SECRETS } from '../secrets-messages.ts'
import { readText } from '../text-files.ts'
import type { VaultReading } from '../vault-reading.ts'
import { RUN } from './run-messages.ts'

export const run: ActingCommand = {
  name: 'run',
  ...RUN.spec,
  needsUnlocked: true,
  asks: 'secret',
  async acts(context, input) {
    const { session } = context
    if (input.rest.length === 0) throw usage(RUN.noCommand)
    if (input.flags.has('mask') && session.request.terminal.out)
      throw new CommandStop(EXIT.usage, RUN.maskOnTerminal)
    const vault = context.reading()
    const { plain, references } = await variablesOf(context, input)
    const wanted = [...references].map(([name, text]) => ({ name, ...neededFor(name, text, vault) }))
    await warn(context, wanted, vault, input.flags.has('strict'))
    const texts = await releaseSecrets(
      context,
      wanted.map((one) => wantedSecret(one, vault)),
      { command: 'run', reason: valueOf(input, 'reason'), program: input.rest[0] },
    )
    const secrets = wanted.map(({ name }, index) => [name, withoutNul(texts[index] ?? '', name)] as const)
    const command: CommandToRun = {
      command: [...input.rest],
      variables: Object.fromEntries([...plain, ...secrets]),
      without: [],
    }
    if (input.flags.has('mask')) return runMasked(context, command, texts)
    await session.become(command)
    return undefined
  },
}

interface Variables {
  readonly plain: ReadonlyMap<string, string>
  /** References by variable. From `--env`, a value may be any name of a key. */
  readonly references: ReadonlyMap<string, string>
}

/** Reads the caller's environment, then the files, then `--env`. A later value replaces an earlier one. */
async function variablesOf({ session }: ActingContext, { values }: Input): Promise<Variables> {
  const { variables, folder } = session.request
  const all = new Map<string, { readonly text: string; readonly isReference: boolean }>()
  const take = (name: string, text: string) => all.set(name, { text, isReference: looksLikeReference(text) })
  for (const [name, value] of Object.entries(variables)) if (looksLikeReference(value)) take(name, value)
  for (const file of values.get('env-file') ?? [])
    for (const [name, value] of variablesIn(await readText(folder, file))) take(name, value)
  for (const text of values.get('env') ?? []) {
    const [name, value] = namedKey(text)
    all.set(name, { text: value, isReference: true }) // `--env` accepts any name of a key
  }
  const those = (isReference: boolean) =>
    new Map([...all].flatMap(([name, one]) => (one.isReference === isReference ? [[name, one.text]] : [])))
  return { plain: those(false), references: those(true) }
}

/** Turns carriage returns into line feeds, because Node's `parseEnv` does not understand them. */
function variablesIn(text: string): readonly (readonly [string, string])[] {
  return Object.entries(parseEnv(text.replaceAll(/\r\n?/g, '\n'))).map(([name, value = '']) => {
    checkName(name)
    return [name, withoutNul(value, name)]
  })
}

/** Splits `NAME=KEY` at the first `=`. The name of the key may contain more of them. */
function namedKey(text: string): readonly [string, string] {
  const equals = text.indexOf('=')
  if (equals < 0) throw usage(RUN.noReference(text))
  const name = text.slice(0, equals)
  checkName(name)
  return [name, text.slice(equals + 1)]
}

function checkName(name: string): void {
  if (!VARIABLE_NAME.test(name)) throw usage(RUN.badName(name))
}

function neededFor(name: string, text: string, vault: VaultReading): NeededKey {
  try {
    return needKey(text, vault)
  } catch (error) {
    if (!(error instanceof CommandStop)) throw error
    const [first = '', ...more] = error.lines
    throw new CommandStop(error.code, `${name}: ${first}`, ...more)
  }
}

/** Warns about keys that may not work. Throws {@link CommandStop} with exit code 7 instead if `isStrict`. */
async function warn(
  { output }: ActingContext,
  wanted: readonly NeededKey[],
  vault: VaultReading,
  isStrict: boolean,
): Promise<void> {
  const doubts = [...new Set(wanted.flatMap(({ key }) => doubtAbout(key, vault) ?? []))]
  if (doubts.length === 0) return
  if (isStrict) throw new CommandStop(EXIT.expired, ...doubts, SECRETS.strict)
  await output.notes(...doubts.map((doubt) => `keyhold: ${SECRETS.warning(doubt)}`))
}

async function runMasked(
  { session, output }: ActingContext,
  command: CommandToRun,
  texts: readonly string[],
): Promise<number> {
  const isShort = (text: string) => Buffer.byteLength(text) < SHORTEST_MASKED
  if (texts.some(isShort)) await output.notes(RUN.tooShort(SHORTEST_MASKED))
  const maskers = { out: createMasker(texts), err: createMasker(texts) }
  // Writes the pieces in the order in which the child wrote them.
  let written: Promise<void> = Promise.resolve()
  const write = (stream: 'out' | 'err', bytes: Uint8Array) => {
    if (bytes.length === 0) return
    written = written.then(() => (stream === 'out' ? session.out(bytes) : session.err(bytes)))
    written.catch(() => undefined) // awaited below
  }
  const ended = await session.runChild(command, (stream, piece) => write(stream, maskers[stream].push(piece)))
  write('out', maskers.out.end())
  write('err', maskers.err.end())
  await written
  if ('failed' in ended) return notStarted(output, command.command[0] ?? '', ended.failed)
  return ended.signal === undefined ? ended.code : signalCode(ended.signal)
}

/** The exit codes that shells use. */
const NOT_FOUND = 127
const NOT_EXECUTABLE = 126
const SIGNAL_BASE = 128

async function notStarted(output: ActingContext['output'], name: string, code: string): Promise<number> {
  await output.notes(RUN.notStarted(name, code))
  return code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE
}

const signalCode = (signal: string): number =>
  SIGNAL_BASE + (Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0)
