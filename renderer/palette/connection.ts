/** The palette's own mirror of main, on a clock that stands still while nobody sees it; and main's word on when it is shown. */
import { setQuery, setSort } from '../app/page-actions.ts'
import { call, on } from '../vault/bridge.ts'
import { createMirror } from '../vault/mirror.ts'
import { pageClock } from '../vault/page-clock.ts'
import { createShownClock } from '../vault/shown-clock.ts'
import { useVault } from '../vault/store.ts'
import { usePalette } from './palette-state.ts'

const clock = createShownClock(pageClock)
const mirror = createMirror({ store: useVault, call, on, clock, cleared: () => undefined })

export const { refresh } = mirror

/** Starts all three, for as long as the page lives. */
export function connect(): void {
  setSort({ by: 'name', direction: 'up' })
  on('palette:shown', shown)
  on('palette:hidden', hidden)
  on('app:reset', forget)
  mirror.start()
}

/** Begins anew, except for a failure that nobody has seen yet. */
function shown(): void {
  usePalette.setState({ isShown: true })
  clock.show()
}

/** The app was locked or opened: what is chosen and said may hold names. */
function forget(): void {
  usePalette.setState({ chosen: undefined, commands: undefined, said: undefined })
}

/** Nothing of what was typed stays behind. */
function hidden(): void {
  clock.hide()
  setQuery('')
  usePalette.setState({ isShown: false, chosen: undefined, commands: undefined, said: undefined })
}
