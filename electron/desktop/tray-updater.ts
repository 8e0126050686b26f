/** Keeps the tray in step with the vault: rebuilds its content after changes, and when only time changes it. Never polls. */
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
  /** Whether there is an icon to say anything. Without one nothing is asked. */
  readonly isWanted: () => boolean
  readonly snapshot: () => Snapshot | Promise<Snapshot>
  readonly names: () => boolean
  readonly clock: Clock
  readonly show: (menu: TrayMenu) => void
  readonly failed: (error: unknown) => void
}

/** A sync brings many changes: they are gathered for so long. */
const GATHER_MS = 500
/** Longer timers than this run out at once in Node; by then the words are asked for again anyway. */
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
      // The vault was locked, shut or opened: what the menu says must not outlive that by a moment.
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
