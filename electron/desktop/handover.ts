/** Queues what the system reports early in a start, until a handler exists. Pure. */

export interface Handover<T> {
  readonly take: (one: T) => void
  /** Passes the queued reports to the handler in order, and later ones immediately. */
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
