/** The one shortcut that works everywhere: which it is, and whether it is really live. */
import type { ShortcutState } from '../../shared/calls/palette.ts'
import type { ShortcutsPort } from './ports/shortcuts.ts'
import type { Clock, Log } from './ports/world.ts'

interface Deps {
  readonly port: ShortcutsPort
  readonly clock: Clock
  readonly log: Log
  /** Runs on each press. */
  readonly fire: () => void
  /** Told whenever {@link Shortcut.state} says something else. */
  readonly changed: (state: ShortcutState) => void
}

export interface Shortcut {
  state(): ShortcutState
  /** Watches for `accelerator` from now on, instead of what was watched before; empty: for nothing. The same again changes nothing. */
  use(accelerator: string): void
}

/** Watches for nothing yet. */
export function createShortcut({ port, clock, log, fire, changed }: Deps): Shortcut {
  let current: ShortcutState = { state: 'off', accelerator: '' }

  function become(next: ShortcutState): void {
    current = next
    changed(next)
  }

  function pressed(accelerator: string): void {
    // A late press of one that is no longer watched proves nothing about this one.
    if (accelerator !== current.accelerator) return
    const { state } = current
    const next: ShortcutState = { state: 'registered', accelerator, firedAt: clock.now() }
    if (state === 'registered') current = next
    else become(next)
    fire()
  }

  function watch(accelerator: string): ShortcutState['state'] {
    try {
      if (!port.watch(accelerator, () => pressed(accelerator))) return 'refused'
      return port.isTrusted ? 'registered' : 'unproven'
    } catch (error) {
      log.unexpected('watch for the shortcut', error)
      return 'refused'
    }
  }

  return {
    state: () => current,
    use(accelerator) {
      if (accelerator === current.accelerator) return
      if (current.accelerator !== '') port.unwatch(current.accelerator)
      // Before the system is asked: where it answers by a press, that press counts.
      current = { state: 'off', accelerator }
      become({ state: accelerator === '' ? 'off' : watch(accelerator), accelerator })
    },
  }
}
