/** The page's half of the contract: calls that never reject, events that return their stop. */
import type { Bridge, CallName, EventName, Input, Output, Payload } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'

declare global {
  interface Window {
    readonly vault: Bridge
  }
}

type Args<K extends CallName> = undefined extends Input<K> ? [] : [input: Input<K>]

/**
 * Asks main to do `name`. Never rejects: every failure is a value, and so is a bridge that broke on the way
 * (ticket `page`; nothing about it is in main's log).
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
