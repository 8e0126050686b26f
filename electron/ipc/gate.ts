/** Checks every call from a page: its sender, name and input, and the output of the answer. */
import { calls, type CallName, type Input, type Output } from '../../shared/contract/contract.ts'
import { Failure, type AppError, type LimitTrouble, type Result } from '../../shared/contract/errors.ts'
import { Snapshot } from '../../shared/contract/snapshot.ts'
import { parseSafely } from './parse.ts'
import { isBiggerThan } from './size.ts'
import { trimSnapshot } from './trim-rows.ts'
import type { CallPort } from './wire.ts'

/** What the program does for each call of the contract. */
export type Handlers = {
  readonly [K in CallName]: (input: Input<K>) => Output<K> | Promise<Output<K>>
}

export interface GateDeps<Event> {
  readonly port: CallPort<Event>
  readonly isTrusted: (event: Event) => boolean
  readonly handlers: Handlers
  /** For a page that needs only part of the contract: other calls are `forbidden`. Missing: every call is allowed. */
  readonly mayCall?: (name: CallName) => boolean
  /** Logs an unexpected error and returns the ticket that the page may show. */
  readonly report: (call: CallName, error: unknown) => string
}

/** How many calls of a page may run at once. Syncs run until they end, and a user may start those of several hundred accounts. */
export const MOST_WAITING = 1_000
/** Twice the size of a hundred thousand ids. */
export const MOST_SIZE = 10_000_000

/**
 * Answers every call with a {@link Result}; never rejects. A refused sender learns nothing, not even which names exist.
 *
 * SECURITY: nothing after this gate checks sender, size, name, input or the number of calls. The gate also parses the output, so that a field
 * outside the contract never leaves this process.
 */
export function openGate<Event>({ port, isTrusted, handlers, mayCall, report }: GateDeps<Event>): void {
  let waiting = 0

  port.handle('call', async (event, name, input): Promise<Result<unknown>> => {
    if (!isTrusted(event)) return refuse({ kind: 'forbidden' })
    if (waiting >= MOST_WAITING) return refuseBy('too-many-calls')
    if (isBiggerThan(MOST_SIZE, input)) return refuseBy('too-large')
    waiting += 1
    try {
      return await answer(name, input)
    } finally {
      waiting -= 1
    }
  })

  async function answer(name: unknown, input: unknown): Promise<Result<unknown>> {
    // The name is omitted, because it is text from the caller.
    if (!isCallName(name)) return refuse({ kind: 'bad-request', call: 'unknown' })
    if (mayCall?.(name) === false) return refuse({ kind: 'forbidden' })

    const parsed = parseSafely(calls[name].input, input)
    if (!parsed.success) return refuse({ kind: 'bad-request', call: name })

    try {
      const handler = handlers[name] as (input: unknown) => unknown
      return { ok: true, value: trim(name, await handler(parsed.data)) }
    } catch (error) {
      return refuse(
        error instanceof Failure ? error.error : { kind: 'unexpected', ticket: report(name, error) },
      )
    }
  }
}

/** Removes everything from `output` that is not in the contract. A call without output returns nothing, whatever its handler returned. */
function trim(name: CallName, output: unknown): unknown {
  const schema = calls[name].output
  if (schema.def.type === 'void') return undefined
  return schema === Snapshot ? trimSnapshot(output as Snapshot) : schema.parse(output)
}

const refuse = (error: AppError): Result<never> => ({ ok: false, error })

const refuseBy = (why: LimitTrouble): Result<never> => refuse({ kind: 'limit', why })

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name)
