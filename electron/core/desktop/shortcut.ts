/** The one shortcut that works everywhere: which it is, and whether it is really live. */
import type { ShortcutState } from '../../../shared/contract/palette.ts'
import type { ShortcutsPort } from '../ports/shortcuts.ts'
import type { Clock, Log } from '../ports/world.ts'

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
  /** While the user records another one, this must not fire. Ends by itself after a while, with {@link use}, and with false. */
  record(isRecording: boolean): void
}

/** A page that goes while it records says nothing. */
const LONGEST_RECORDING_MS = 30_000

/** Watches for nothing yet. */
export function createShortcut({ port, clock, log, fire, changed }: Deps): Shortcut {
  let current: ShortcutState = { state: 'off', accelerator: '' }
  let stopRecording: (() => void) | undefined

  function become(next: ShortcutState): void {
    current = next
    changed(next)
  }

  function pressed(accelerator: string): void {
    // A late press of one that is no longer watched proves nothing about this one.
    if (accelerator !== current.accelerator) return
    become({ state: 'registered', accelerator, firedAt: clock.now() })
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

  function record(isRecording: boolean): void {
    if (isRecording !== (stopRecording !== undefined)) port.suspend(isRecording)
    stopRecording?.()
    stopRecording = isRecording ? clock.after(LONGEST_RECORDING_MS, () => record(false)) : undefined
  }

  return {
    state: () => current,
    record,
    use(accelerator) {
      record(false) // the system takes none while it is suspended
      if (accelerator === current.accelerator) return
      if (current.accelerator !== '') port.unwatch(current.accelerator)
      // Before the system is asked: where it answers by a press, that press counts.
      current = { state: 'off', accelerator }
      become({ state: accelerator === '' ? 'off' : watch(accelerator), accelerator })
    },
  }
}
