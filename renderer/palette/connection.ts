/** Builds the palette's own mirror of the main process, on a clock that pauses while the palette is hidden. Handles its shown and hidden events. */
import { setQuery, setSort } from '../app/page-actions.ts'
import { call, on } from '../vault/bridge.ts'
import { createMirror } from '../vault/mirror.ts'
import { pageClock } from '../vault/page-clock.ts'
import { createShownClock } from '../vault/shown-clock.ts'
import { useVault } from '../vault/store.ts'
import { usePalette } from './palette-state.ts'

const clock = createShownClock(pageClock)
const mirror = createMirror({
  store: useVault,
  call,
  on,
  clock,
  countsSearches: false,
  cleared: () => undefined,
})

export const { refresh } = mirror

/** Starts the mirror and the event listeners, for the lifetime of the page. */
export function connect(): void {
  setSort({ by: 'name', direction: 'up' })
  on('palette:shown', shown)
  on('palette:hidden', hidden)
  on('app:reset', forget)
  mirror.start()
}

/** Runs when the palette is shown. Keeps the last message, because it may be a failure that the user has not seen. */
function shown(): void {
  usePalette.setState({ isShown: true })
  clock.show()
}

/** Runs on locking and unlocking. Clears the chosen key and the message, because they may contain names. */
function forget(): void {
  usePalette.setState({ chosen: undefined, commands: undefined, said: undefined })
}

/** Runs when the palette is hidden: clears the typed text and everything chosen. */
function hidden(): void {
  clock.hide()
  setQuery('')
  usePalette.setState({ isShown: false, chosen: undefined, commands: undefined, said: undefined })
}
