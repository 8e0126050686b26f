/** Lets commands hear the events that pages hear, for the progress of what they wait for. */
import type { EventName, Payload } from '../../shared/contract/contract.ts'
import type { World } from '../core/ports/world.ts'
import type { Listen } from './command.ts'

export interface EventListeners {
  /** Sends an event to `push` and to every listener. */
  readonly push: World['push']
  readonly listen: Listen
}

export function createEventListeners(push: World['push']): EventListeners {
  const listeners = new Set<<K extends EventName>(name: K, payload: Payload<K>) => void>()
  return {
    push(name, payload) {
      push(name, payload)
      for (const listener of listeners) listener(name, payload)
    },
    listen(name, heard) {
      // The compiler cannot tell that a payload belongs to its name.
      const listener = (said: EventName, payload: unknown) => said === name && heard(payload as never)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
