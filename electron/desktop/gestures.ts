/** Observes presses in our windows in main, before they reach the page. */
import { app, type InputEvent, type WebContents } from 'electron'
import type { GesturePort } from '../core/ports/gestures.ts'
import type { Clock } from '../core/ports/world.ts'
import { createPresses } from './presses.ts'

export interface Gestures extends GesturePort {
  /** Starts to observe the presses in this page. */
  watch(contents: WebContents): void
}

/** SECURITY: `input-event` reports only input that the system delivered. Events that a page creates by script never arrive by this path. */
export function createGestures(clock: Pick<Clock, 'steadyMs'>): Gestures {
  const presses = createPresses(clock)
  return {
    watch: (contents) =>
      void contents.on('input-event', (_event, { type, modifiers }: InputEvent) =>
        presses.saw(type, modifiers ?? []),
      ),
    take: () => presses.take(),
    mayBeUnseen: () => app.accessibilitySupportEnabled,
  }
}
