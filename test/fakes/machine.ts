/** A machine on which everything works by default. */
import type { MachinePort } from '../../electron/core/ports/machine.ts'
import type { MachineFacts, SystemFacts } from '../../shared/diagnostics/machine.ts'

export interface FakeMachine extends MachinePort {
  facts: SystemFacts
  /** The addresses whose proxies were requested, in order. */
  readonly asked: (readonly string[])[]
}

export function fakeMachine(): FakeMachine {
  const machine: FakeMachine = {
    facts: {
      platform: 'linux',
      display: { kind: 'x11', answers: true, desktop: 'GNOME' },
      copyHelper: 'not-needed',
      proxy: 'direct',
      certificateOverride: false,
    },
    asked: [],
    async inspect(addresses) {
      machine.asked.push(addresses)
      return machine.facts
    },
  }
  return machine
}

/** The facts of a machine on which everything works. */
export const machineFacts = (changes: Partial<MachineFacts> = {}): MachineFacts => ({
  system: fakeMachine().facts,
  keychain: { state: 'ready', backend: 'GNOME Keyring', lasts: 'for-good', provedAt: 1 },
  clipboard: { state: 'verified', by: 'xclip' },
  shortcut: { state: 'registered', accelerator: 'CommandOrControl+Alt+K' },
  trayHost: 'present',
  trayIcon: 'shown',
  notifications: 'shown',
  startsWithSystem: 'on',
  reach: { state: 'reached', accounts: 1, at: 1 },
  commandLine: 'ready',
  place: { folder: 'private', isWritable: true, freeBytes: 1e12 },
  isLogWritable: true,
  backups: {
    ageMs: 86_400_000,
    missing: 0,
    isTooOld: false,
    isAutomatic: true,
    hasFailed: false,
    check: 'good',
  },
  vault: 'good',
  ...changes,
})
