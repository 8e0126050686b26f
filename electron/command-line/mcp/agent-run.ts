/** Runs commands for an agent, one after the other, and masks secrets in what they print. */
import type { AgentArguments } from '../../../shared/contract/agents.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { CommandStop, type ActingContext } from '../command.ts'
import { MCP } from '../commands/mcp-messages.ts'
import { RUN } from '../commands/run-messages.ts'
import { createMasker, SHORTEST_MASKED } from '../mask.ts'
import { releaseSecrets, wantedSecret, withoutNul } from '../secrets.ts'
import type { VaultReading } from '../vault-reading.ts'
import { agentKey } from './agent-keys.ts'
import { createBoundedOutput } from './bounded-output.ts'

const USUAL_SECONDS = 120

/** Of each stream, in bytes: how it began, and how it ended. */
const HEAD = 20_000
const TAIL = 40_000

export interface RunResult {
  readonly exit_code: number
  readonly signal?: string
  readonly timed_out?: true
  readonly untrusted: { readonly output: string; readonly errors: string }
}

/** Throws {@link CommandStop}, and Failure as `releaseSecrets` does. */
export type AgentRun = (
  context: ActingContext,
  wanted: AgentArguments<'run'>,
  vault: VaultReading,
) => Promise<RunResult>

/** For one connection: a client runs one child at a time. */
export function createAgentRun(): AgentRun {
  let last: Promise<unknown> = Promise.resolve()

  return async (context, { command, variables, reason, timeout_seconds }, vault) => {
    const named = Object.entries(variables).map(([name, key]) => ({ name, needed: agentKey(key, vault) }))
    const texts = await releaseSecrets(
      context,
      named.map(({ needed }) => wantedSecret(needed, vault)),
      { command: 'mcp', reason, program: command.join(' ') },
    )
    const secrets = named.map(({ name }, index) => [name, usable(texts[index] ?? '', name)] as const)
    const late = new AbortController()
    const ending = AbortSignal.any([context.session.signal, late.signal])
    const stopTimer = context.program.clock.after((timeout_seconds ?? USUAL_SECONDS) * 1_000, () => {
      late.abort()
    })
    try {
      await turn(last, ending)
      const child = runMasked(context, { command, secrets, ending })
      last = child.catch(() => undefined)
      const result = await child
      return late.signal.aborted ? { ...result, timed_out: true } : result
    } finally {
      stopTimer()
    }
  }
}

/** Resolves when the command before has ended. Throws {@link CommandStop} if this one must end before. */
async function turn(before: Promise<unknown>, ending: AbortSignal): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<undefined>()
  const stop = () => resolve(undefined)
  ending.addEventListener('abort', stop, { once: true })
  if (ending.aborted) stop()
  await Promise.race([before, ended])
  ending.removeEventListener('abort', stop)
  if (ending.aborted) throw new CommandStop(EXIT.failed, MCP.stillRunning)
}

function usable(text: string, name: string): string {
  if (Buffer.byteLength(text.trim()) < SHORTEST_MASKED)
    throw new CommandStop(EXIT.failed, MCP.tooShort(name, SHORTEST_MASKED))
  return withoutNul(text, name)
}

interface Order {
  readonly command: readonly string[]
  readonly secrets: readonly (readonly [name: string, text: string])[]
  readonly ending: AbortSignal
}

async function runMasked(
  { session }: ActingContext,
  { command, secrets, ending }: Order,
): Promise<RunResult> {
  // Shells take line breaks off the end.
  const masked = secrets.flatMap(([, text]) => [text, text.trim()])
  const streams = {
    out: { masker: createMasker(masked), kept: createBoundedOutput(HEAD, TAIL) },
    err: { masker: createMasker(masked), kept: createBoundedOutput(HEAD, TAIL) },
  }
  const ended = await session.runChild(
    { command: [...command], variables: Object.fromEntries(secrets), without: [] },
    (stream, piece) => streams[stream].kept.push(streams[stream].masker.push(piece)),
    ending,
  )
  if ('failed' in ended) throw new CommandStop(EXIT.failed, RUN.notStarted(command[0] ?? '', ended.failed))
  const textOf = ({ masker, kept }: (typeof streams)['out']) => {
    kept.push(masker.end())
    return kept.text(MCP.leftOut)
  }
  return {
    exit_code: ended.code,
    ...(ended.signal !== undefined && { signal: ended.signal }),
    untrusted: { output: textOf(streams.out), errors: textOf(streams.err) },
  }
}
