/** The system's shortcuts in memory: accepts every shortcut that no other program has; tests press them. */
import type { ShortcutsPort } from '../../electron/core/ports/shortcuts.ts'

export interface FakeShortcuts extends ShortcutsPort {
  isTrusted: boolean
  /** The shortcuts of other programs. */
  readonly taken: Set<string>
  /** The shortcuts that throw, like a key that this system does not have. */
  readonly unknown: Set<string>
  watched(): readonly string[]
  readonly isSuspended: boolean
  press(accelerator: string): void
}

export function fakeShortcuts(): FakeShortcuts {
  const fires = new Map<string, () => void>()
  let isSuspended = false
  const fake: FakeShortcuts = {
    get isSuspended() {
      return isSuspended
    },
    suspend: (given) => void (isSuspended = given),
    isTrusted: true,
    taken: new Set(),
    unknown: new Set(),
    watch(accelerator, fire) {
      if (fake.unknown.has(accelerator)) throw new TypeError('conversion failure')
      if (fake.taken.has(accelerator) || isSuspended) return false
      fires.set(accelerator, fire)
      return true
    },
    unwatch: (accelerator) => void fires.delete(accelerator),
    watched: () => [...fires.keys()],
    press: (accelerator) => {
      if (!isSuspended) fires.get(accelerator)?.()
    },
  }
  return fake
}
