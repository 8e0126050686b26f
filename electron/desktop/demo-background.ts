/** The life of a demo vault besides its window: none. No tray, no start with the system; it ends when its window closes. */
import type { BackgroundMode } from './background-mode.ts'
import type { WindowMemory } from './window-memory.ts'

export const createDemoBackground = (memory: WindowMemory): BackgroundMode => ({
  useSettings: ({ theme }) => memory.keep({ theme }),
  facts: () =>
    Promise.resolve({ trayHost: 'unknown', trayIcon: 'hidden', startsWithSystem: 'off', desktop: '' }),
  listening: { send: () => undefined },
  begin: () => undefined,
  staysInTray: () => false,
  closing: (isQuitting) => (isQuitting ? 'close' : 'quit'),
  close: () => undefined,
})
