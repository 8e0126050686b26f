/** Keeps what the tray says true to the vault: made anew after changes, and when time alone changes it. Never by polling. */
import type { Clock } from '../core/ports/world.ts'
import type { Listening } from '../ipc/push.ts'
import type { Snapshot } from '../../shared/snapshot.ts'
import { trayMenu, type TrayMenu } from '../../shared/tray-menu.ts'

export interface TrayFeed extends Listening {
  /** Says it anew soon, as after a change of a setting or a sleep. */
  refresh(): void
  stop(): void
}

interface Deps {
  readonly snapshot: () => Snapshot | Promise<Snapshot>
  readonly names: () => boolean
  readonly clock: Clock
  readonly tell: (menu: TrayMenu) => void
  readonly failed: (error: unknown) => void
}

/** A sync brings many changes: they are gathered for so long. */
const GATHER_MS = 500
/** Longer timers than this run out at once in Node; by then the words are asked for again anyway. */
const LONGEST_MS = 86_400_000

/** Hears the events that the pages hear. Silent until the first `refresh`. */
export function createTrayFeed({ snapshot, names, clock, tell, failed }: Deps): TrayFeed {
  let stopGathering: (() => void) | undefined
  let stopWaiting: (() => void) | undefined
  let hasStopped = false

  function refresh(): void {
    if (hasStopped) return
    stopGathering ??= clock.after(GATHER_MS, sayNow)
  }

  function sayNow(): void {
    stopGathering?.()
    stopGathering = undefined
    say().catch(failed)
  }

  async function say(): Promise<void> {
    const taken = await snapshot()
    if (hasStopped) return
    const now = clock.now()
    const menu = trayMenu({ snapshot: taken, now, names: names() })
    tell(menu)
    stopWaiting?.()
    stopWaiting =
      menu.changesAt === undefined
        ? undefined
        : clock.after(Math.min(menu.changesAt - now, LONGEST_MS), refresh)
  }

  return {
    send(_channel, name) {
      if (name === 'app:changed') refresh()
      // The vault was locked, shut or opened: what the menu says must not outlive that by a moment.
      if (name === 'app:reset' && !hasStopped) sayNow()
    },
    refresh,
    stop() {
      hasStopped = true
      stopGathering?.()
      stopWaiting?.()
    },
  }
}
