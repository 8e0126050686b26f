/** Decides which input in the approval card's window is a press that answers it. Pure but for the clock. */
import { createQuietStart } from '../../shared/desktop/quiet-start.ts'
import type { Clock } from '../core/ports/world.ts'
import { createPresses, isPress, type Presses } from './presses.ts'

export interface CardPresses extends Presses {
  /** The window shows a card now: presses from before do not count for it. */
  readonly begin: () => void
}

/** SECURITY: what somebody types while the card appears is no answer. A key that is held down keeps the card shut. */
export function createCardPresses(clock: Pick<Clock, 'steadyMs'>): CardPresses {
  const presses = createPresses(clock)
  const quiet = createQuietStart(() => clock.steadyMs())
  return {
    begin() {
      presses.take()
      quiet.begin()
    },
    saw(type, modifiers) {
      if (isPress(type) && quiet.press()) presses.saw(type, modifiers)
    },
    take: () => presses.take(),
  }
}
