/** Updates the tray: rebuilds its content after changes of the vault, and when time alone changes it. Never polls. */
import type { Clock } from '../core/ports/world.ts'
import type { Listening } from '../ipc/wire.ts'
import type { Snapshot } from '../../shared/contract/snapshot.ts'
import { trayMenu, type TrayMenu } from '../../shared/desktop/tray-menu.ts'

export interface TrayUpdater extends Listening {
  /** Rebuilds the content soon, for example after a change of a setting or a sleep. */
  refresh(): void
  stop(): void
}

interface Deps {
  /** Whether the tray has an icon. Without one, nothing is requested. */
  readonly isWanted: () => boolean
  readonly snapshot: () => Snapshot | Promise<Snapshot>
  readonly names: () => boolean
  readonly clock: Clock
  readonly show: (menu: TrayMenu) => void
  readonly failed: (error: unknown) => void
}

/** How long changes are collected, because a sync brings many. */
const GATHER_MS = 500
/** Node fires longer timers immediately. The content is requested again by then in any case. */
const LONGEST_MS = 86_400_000

/** Receives the events that the pages receive. Does nothing until the first `refresh`. */
export function createTrayUpdater({ isWanted, snapshot, names, clock, show, failed }: Deps): TrayUpdater {
  let stopGathering: (() => void) | undefined
  let stopWaiting: (() => void) | undefined
  let hasStopped = false
  let asked = 0

  function refresh(): void {
    if (!hasStopped) gather()
  }

  function gather(): void {
    stopGathering ??= clock.after(GATHER_MS, sayNow)
  }

  function sayNow(): void {
    stopGathering?.()
    stopGathering = undefined
    say().catch(failed)
  }

  async function say(): Promise<void> {
    if (!isWanted()) return
    const turn = (asked += 1)
    const seen = await snapshot()
    if (hasStopped || turn !== asked) return // a later turn shows the current state
    const now = clock.now()
    const menu = trayMenu({ snapshot: seen, now, names: names() })
    show(menu)
    stopWaiting?.()
    stopWaiting =
      menu.changesAt === undefined
        ? undefined
        : clock.after(Math.min(menu.changesAt - now, LONGEST_MS), refresh)
  }

  return {
    send(_channel, name) {
      if (hasStopped) return
      if (name === 'app:changed' || name === 'lock:changed') gather()
      // The vault was locked, shut or opened: the old menu must disappear immediately.
      if (name === 'app:reset') sayNow()
    },
    refresh,
    stop() {
      hasStopped = true
      stopGathering?.()
      stopWaiting?.()
    },
  }
}
