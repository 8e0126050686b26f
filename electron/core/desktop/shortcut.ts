/** Keeps the one global shortcut: its accelerator, and whether it is known to work. */
import type { ShortcutState } from '../../../shared/contract/palette.ts'
import type { ShortcutsPort } from '../ports/shortcuts.ts'
import type { Clock, Log } from '../ports/world.ts'

interface Deps {
  readonly port: ShortcutsPort
  readonly clock: Clock
  readonly log: Log
  /** Runs on each press. */
  readonly fire: () => void
  /** Runs whenever {@link Shortcut.state} changes. */
  readonly changed: (state: ShortcutState) => void
}

export interface Shortcut {
  state(): ShortcutState
  /** Registers `accelerator` in place of the previous one; an empty one registers none. The same accelerator again changes nothing. */
  use(accelerator: string): void
  /** Suspends this shortcut while the user records another one. Ends by itself after a while, with {@link use}, and with false. */
  record(isRecording: boolean): void
}

/** A page that is closed while it records does not report the end. */
const LONGEST_RECORDING_MS = 30_000

/** Starts without a registered shortcut. */
export function createShortcut({ port, clock, log, fire, changed }: Deps): Shortcut {
  let current: ShortcutState = { state: 'off', accelerator: '' }
  let stopRecording: (() => void) | undefined

  function become(next: ShortcutState): void {
    current = next
    changed(next)
  }

  function pressed(accelerator: string): void {
    // A late press of an earlier accelerator proves nothing about the current one.
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
      record(false) // the system registers none while it is suspended
      if (accelerator === current.accelerator) return
      if (current.accelerator !== '') port.unwatch(current.accelerator)
      // Set before the system call: if the system answers by a press, that press counts.
      current = { state: 'off', accelerator }
      become({ state: accelerator === '' ? 'off' : watch(accelerator), accelerator })
    },
  }
}
