/** Builds the page's mirror of the main process from the real bridge, the one store, and a clock that pauses while the page is hidden. */
import { call, on } from './bridge.ts'
import { createMirror } from './mirror.ts'
import { pageClock } from './page-clock.ts'
import { createShownClock } from './shown-clock.ts'
import { useVault } from './store.ts'
import { showCleared } from './vault-commands.ts'

const clock = createShownClock(pageClock)
const ackFrame = (revision: number) => void call('app:frame-ack', { revision })
const mirror = createMirror({ store: useVault, call, on, clock, ackFrame, cleared: showCleared })

export const { refresh, accept } = mirror

/** Starts the mirror, for the lifetime of the page. */
export function connect(): void {
  const showOrHide = () => (document.visibilityState === 'visible' ? clock.show() : clock.hide())
  document.addEventListener('visibilitychange', showOrHide)
  showOrHide()
  mirror.start()
}
