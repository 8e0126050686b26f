/** The faults between a provider and its caller, as data that a test passes to an emulator. */
import type { Seen } from './server.ts'

/** A content encoding, and the function that applies it. */
export interface Encoder {
  readonly name: string
  readonly encode: (bytes: Uint8Array) => Uint8Array
}

export type FaultKind =
  | { readonly kind: 'delay'; readonly ms: number } // acts, then answers that much later
  | { readonly kind: 'hold' } // acts, then answers when the test releases it
  | { readonly kind: 'hang' } // does not act and never answers
  | { readonly kind: 'cut-before' } // closes the connection without acting
  | { readonly kind: 'cut-after' } // acts, then closes the connection without sending anything
  | { readonly kind: 'cut-midway' } // acts, then closes in the middle of the answer
  | { readonly kind: 'cut-late' } // acts, then closes after the whole content, before the announced length
  | { readonly kind: 'reset' } // acts, then resets the connection
  | { readonly kind: 'malformed' } // acts, then sends half of the JSON as a whole answer
  | { readonly kind: 'empty' } // acts, then sends the right status without a body
  | { readonly kind: 'wrong-types' } // acts, then sends JSON of another shape
  | { readonly kind: 'oversized'; readonly bytes: number } // acts, then sends that many bytes of valid JSON
  | { readonly kind: 'wrong-content-type' } // acts, then labels its JSON text/html
  | { readonly kind: 'as-status'; readonly status: number } // acts, then answers with that status
  | { readonly kind: 'encoded'; readonly by: Encoder } // acts, then encodes its answer, although the client accepts no encoding
  | { readonly kind: 'interim'; readonly statuses: readonly number[] } // acts, then sends these before its answer
  | { readonly kind: 'html' } // does not act; sends a proxy's page with status 200
  | { readonly kind: 'rewrite'; readonly change: (json: unknown) => unknown } // acts, then answers with changed JSON
  | { readonly kind: 'masked' } // acts, then masks the secret in its answer
  | {
      readonly kind: 'status' // does not act
      readonly status: number
      /** The value of `Retry-After`: seconds or an HTTP date. */
      readonly retryAfter?: string
      readonly location?: string
      /** The message in the provider's own error form. */
      readonly words?: string
      /** Whether the error has the provider's own form (the default) or that of another sender. */
      readonly body?: 'own' | 'html' | 'empty' | 'json' | 'truncated'
    }

export type Fault = FaultKind & {
  /** Selects the requests that the fault affects; all by default. */
  readonly on?: (request: Seen) => boolean
  /** The number of requests that the fault affects; 1 by default. */
  readonly times?: number
}

export interface Faults {
  /** Adds a fault. The oldest one that matches a request is used. */
  add(fault: Fault): void
  clear(): void
  /** Returns the fault that matches this request, and counts it as used. */
  take(request: Seen): Fault | undefined
}

/** Faults in the order in which they were added. */
export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = []
  return {
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1 })
    },
    clear() {
      waiting = []
    },
    take(request) {
      const found = waiting.find(({ fault }) => fault.on?.(request) ?? true)
      if (found === undefined) return undefined
      found.left -= 1
      if (found.left <= 0) waiting = waiting.filter((entry) => entry !== found)
      return found.fault
    },
  }
}
