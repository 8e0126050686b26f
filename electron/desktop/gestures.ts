/** Presses in our windows, seen by main on their way to the page. */
import { app, type InputEvent, type WebContents } from 'electron'
import type { GesturePort } from '../core/ports/gestures.ts'
import type { Clock } from '../core/ports/world.ts'
import { createPresses } from './presses.ts'

export interface Gestures extends GesturePort {
  /** Sees what is pressed in this page from now on. */
  watch(contents: WebContents): void
}

/** SECURITY: `input-event` tells of what the system's windows delivered. Events that a page makes up never come this way. */
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
