/** Keeps what the system reports early in a start, until there is a handler for it. Pure. */

export interface Handover<T> {
  readonly take: (one: T) => void
  /** Passes on what has waited, in its order, and from then on each at once. */
  readonly handTo: (handle: (one: T) => void) => void
}

export function createHandover<T>(): Handover<T> {
  let waiting: T[] = []
  let handler = (one: T): void => void waiting.push(one)
  return {
    take: (one) => handler(one),
    handTo(handle) {
      handler = handle
      const early = waiting
      waiting = []
      early.forEach((one) => handle(one))
    },
  }
}
