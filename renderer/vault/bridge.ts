/** The page's side of the contract with the main process: calls that never reject, and event listeners that can be stopped. */
import type { Bridge, CallName, EventName, Input, Output, Payload } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'

declare global {
  interface Window {
    readonly vault: Bridge
  }
}

type Args<K extends CallName> = undefined extends Input<K> ? [] : [input: Input<K>]

/**
 * Calls `name` in the main process. Never rejects: every failure is a value. A failure of the bridge itself is
 * `unexpected` with the ticket `page`, which the main process's log does not contain.
 */
export async function call<K extends CallName>(name: K, ...[input]: Args<K>): Promise<Result<Output<K>>> {
  try {
    return JSON.parse(await window.vault.call(name, input)) as Result<Output<K>>
  } catch {
    return { ok: false, error: { kind: 'unexpected', ticket: 'page' } }
  }
}

/** Runs `handle` on each `name` event until the returned function is called. */
export function on<K extends EventName>(name: K, handle: (payload: Payload<K>) => void): () => void {
  return window.vault.listen((received, payload) => {
    if (received === name) handle((payload === undefined ? undefined : JSON.parse(payload)) as Payload<K>)
  })
}
