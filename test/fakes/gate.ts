/** Calls handlers exactly as the page would: by name, through the real gate, as cloned data. */
import { openGate, type Handlers } from '../../electron/ipc/gate.ts'
import type { CallName, Input, Output } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'

/** One call as it arrives: its sender, its name and its input. */
export type Listener<Event> = (event: Event, name: unknown, input: unknown) => Promise<unknown>

/** A port that only stores its listener: `port` goes to the gate, `call` does what the page's side would do. */
export function fakePort<Event>() {
  let listener: Listener<Event> | undefined
  return {
    port: { handle: (_channel: 'call', given: Listener<Event>) => void (listener = given) },
    /** Rejects if nothing was opened on the port. Data is cloned both ways, as over IPC. */
    call: async (event: Event, name: unknown, input?: unknown): Promise<unknown> => {
      if (listener === undefined) throw new Error('No gate was opened on this port')
      return structuredClone(await listener(event, name, structuredClone(input)))
    },
  }
}

/** Answers calls of the contract with `handlers`. An error that the gate would report as unexpected is thrown, so that a test sees it. */
export function throughGate(handlers: Handlers) {
  const { port, call } = fakePort<undefined>()
  const unforeseen = new Map<string, unknown>()
  openGate<undefined>({
    port,
    isTrusted: () => true,
    handlers,
    report: (_call, error) => {
      const ticket = String(unforeseen.size)
      unforeseen.set(ticket, error)
      return ticket
    },
  })
  return async <K extends CallName>(
    name: K,
    ...[input]: undefined extends Input<K> ? [] : [input: Input<K>]
  ): Promise<Result<Output<K>>> => {
    const result = (await call(undefined, name, input)) as Result<Output<K>>
    if (!result.ok && result.error.kind === 'unexpected') throw unforeseen.get(result.error.ticket)
    return result
  }
}
