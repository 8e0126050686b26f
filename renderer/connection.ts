/** The page's own mirror of main: the real bridge, the real clock, the one store. */
import { call, on } from './bridge.ts'
import { createMirror } from './mirror.ts'
import { pageClock } from './page-clock.ts'
import { useVault } from './store.ts'
import { tellCleared } from './vault-acts.ts'

const mirror = createMirror({ store: useVault, call, on, clock: pageClock, cleared: tellCleared })

export const { start: connect, refresh, accept } = mirror
