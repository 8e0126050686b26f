/** Lets commands hear the events that pages hear, for the progress of what they wait for. */
import type { World } from '../core/ports/world.ts'
import type { Listener } from './command.ts'

export interface EventListeners {
  /** Passes an event on to `push` and to everyone who listens. */
  readonly push: World['push']
  /** The returned function ends it. */
  readonly listen: (listener: Listener) => () => void
}

export function createEventListeners(push: World['push']): EventListeners {
  const listeners = new Set<Listener>()
  return {
    push(name, payload) {
      push(name, payload)
      for (const listener of listeners) listener(name, payload)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
