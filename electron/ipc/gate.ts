/** The one way in from the page: sender, name, input, and output on the way back. */
import { calls, type CallName, type Input, type Output } from '../../shared/contract.ts'
import { Failure, type AppError, type Result } from '../../shared/errors.ts'

/** What the program does for each call of the contract. */
export type Handlers = {
  readonly [K in CallName]: (input: Input<K>) => Output<K> | Promise<Output<K>>
}

export interface GateDeps<Event> {
  /** Electron's `ipc` of our own window, or anything that hands over calls likewise. */
  readonly port: {
    handle(channel: 'call', listener: (event: Event, name: unknown, input: unknown) => Promise<unknown>): void
  }
  readonly isTrusted: (event: Event) => boolean
  readonly handlers: Handlers
  /** For a page that needs less than the whole contract: what it is not allowed is `forbidden`. Missing: every call. */
  readonly mayCall?: (name: CallName) => boolean
  /** Keeps what was unforeseen and returns the ticket that the page may show. */
  readonly report: (call: CallName, error: unknown) => string
}

/**
 * Answers every call with a {@link Result}; never rejects. A refused sender learns nothing, not even which names exist.
 *
 * SECURITY: sender, name and input are refused here or nowhere; output is parsed too, so that a field the contract does
 * not name never leaves this process.
 */
export function openGate<Event>({ port, isTrusted, handlers, mayCall, report }: GateDeps<Event>): void {
  port.handle('call', async (event, name, input): Promise<Result<unknown>> => {
    if (!isTrusted(event)) return refuse({ kind: 'forbidden' })
    // The name is not repeated: it is the caller's text.
    if (!isCallName(name)) return refuse({ kind: 'bad-request', call: 'unknown' })
    if (mayCall?.(name) === false) return refuse({ kind: 'forbidden' })

    const parsed = calls[name].input.safeParse(input)
    if (!parsed.success) return refuse({ kind: 'bad-request', call: name })

    try {
      const handler = handlers[name] as (input: unknown) => unknown
      return { ok: true, value: trim(name, await handler(parsed.data)) }
    } catch (error) {
      return refuse(
        error instanceof Failure ? error.error : { kind: 'unexpected', ticket: report(name, error) },
      )
    }
  })
}

/** What the contract names of `output`. A call that promises nothing answers nothing, whatever its handler returned. */
function trim(name: CallName, output: unknown): unknown {
  const schema = calls[name].output
  return schema.def.type === 'void' ? undefined : schema.parse(output)
}

const refuse = (error: AppError): Result<never> => ({ ok: false, error })

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name)
