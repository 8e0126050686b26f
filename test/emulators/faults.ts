/** What can go wrong between a provider and its caller, as data that a test hands to an emulator. */
import type { Seen } from './server.ts'

/** A content encoding, and what puts it on. */
export interface Encoder {
  readonly name: string
  readonly encode: (bytes: Uint8Array) => Uint8Array
}

export type FaultKind =
  | { readonly kind: 'delay'; readonly ms: number } // acts, then answers that much later
  | { readonly kind: 'hold' } // acts, then answers when the test releases it
  | { readonly kind: 'hang' } // does not act and never answers
  | { readonly kind: 'cut-before' } // closes the connection without acting
  | { readonly kind: 'cut-after' } // acts, then closes the connection without a word
  | { readonly kind: 'cut-midway' } // acts, then closes in the middle of the answer
  | { readonly kind: 'cut-late' } // acts, then closes behind all of the answer, before the end that it announced
  | { readonly kind: 'reset' } // acts, then resets the connection
  | { readonly kind: 'malformed' } // acts, then sends half of the JSON as a whole answer
  | { readonly kind: 'empty' } // acts, then sends the right status without a body
  | { readonly kind: 'wrong-types' } // acts, then sends JSON of another shape
  | { readonly kind: 'oversized'; readonly bytes: number } // acts, then sends that many bytes of valid JSON
  | { readonly kind: 'wrong-content-type' } // acts, then calls its JSON text/html
  | { readonly kind: 'as-status'; readonly status: number } // acts, then answers with that status
  | { readonly kind: 'encoded'; readonly by: Encoder } // acts, then encodes its answer, which nobody asked for
  | { readonly kind: 'interim'; readonly statuses: readonly number[] } // acts, and sends these before its answer
  | { readonly kind: 'html' } // does not act; a proxy's page with status 200
  | { readonly kind: 'rewrite'; readonly change: (json: unknown) => unknown } // acts, then answers something else
  | { readonly kind: 'masked' } // acts, then masks the secret that was due
  | {
      readonly kind: 'status' // does not act
      readonly status: number
      /** Seconds or an HTTP date. */
      readonly retryAfter?: string
      readonly location?: string
      /** What the provider's own error form says. */
      readonly words?: string
      /** The provider's own error form (as it is by default), or someone else's. */
      readonly body?: 'own' | 'html' | 'empty' | 'json' | 'truncated'
    }

export type Fault = FaultKind & {
  /** Which requests it hits; all when left out. */
  readonly on?: (request: Seen) => boolean
  /** How many requests it hits: 1 when left out. */
  readonly times?: number
}

export interface Faults {
  /** Adds a fault; the oldest one that fits a request is used. */
  add(fault: Fault): void
  clear(): void
  /** The fault that hits this request, used up by it. */
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
