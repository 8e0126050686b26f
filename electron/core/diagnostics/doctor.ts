/** Checks everything that can be checked without opening the vault, showing a window or changing anything. */
import type { DoctorReport } from '../../../shared/diagnostics/doctor.ts'
import type { DesktopFacts } from '../../../shared/contract/desktop.ts'
import { machineReport } from '../../../shared/diagnostics/machine-report.ts'
import type { MachineFacts } from '../../../shared/diagnostics/machine.ts'
import type { BackupState } from '../../../shared/backup/state.ts'
import { backupFacts } from '../backup/backup-facts.ts'
import { createKeychain } from '../keychain/keychain.ts'
import type { KeychainPort } from '../ports/keychain.ts'
import type { MachinePort } from '../ports/machine.ts'
import type { NotificationPort } from '../ports/notifications.ts'
import type { Storage } from '../ports/store.ts'
import type { ClipboardPort, Clock, Log } from '../ports/world.ts'

export interface Examined {
  /** The program's version. */
  readonly program: string
  readonly clock: Clock
  readonly keychain: KeychainPort
  readonly clipboard: Pick<ClipboardPort, 'status'>
  readonly machine: MachinePort
  readonly notifications: Pick<NotificationPort, 'check'>
  readonly storage: Pick<Storage, 'check' | 'place'>
  readonly log: Pick<Required<Log>, 'canWrite'>
  /** Of the vault on the disk; `undefined` where there is none, or where it cannot be read now. */
  readonly backups: () => { readonly state: BackupState | undefined } | undefined
  readonly checkTrayHost: () => Promise<DesktopFacts['trayHost']>
  readonly startsWithSystem: () => DesktopFacts['startsWithSystem']
  readonly checkCommandLine: () => Promise<MachineFacts['commandLine']>
  /** Origins of the providers, for finding the proxies on the way to them. */
  readonly addresses: readonly string[]
}

/** A keychain that waits for a person must not keep a terminal waiting. In milliseconds; every other part has a shorter limit of its own. */
const KEYCHAIN_DEADLINE_MS = 8_000

/** Prompts for no password and writes no entry. Rejects only for unforeseen errors. */
export async function examine(given: Examined): Promise<DoctorReport> {
  const facts = await factsOf(given)
  const lines = machineReport(facts)
  return {
    format: 1,
    program: given.program,
    at: given.clock.now(),
    isWell: !lines.some(({ state }) => state === 'broken'),
    lines: [...lines],
    facts,
  }
}

async function factsOf({ clock, machine, storage, ...given }: Examined): Promise<MachineFacts> {
  const keychain = createKeychain({ port: given.keychain, clock, deadlineMs: KEYCHAIN_DEADLINE_MS })
  const [system, health, clipboard, notifications, trayHost, commandLine] = await Promise.all([
    machine.inspect(given.addresses),
    keychain.probe(),
    given.clipboard.status(),
    given.notifications.check().catch(() => 'unchecked' as const),
    given.checkTrayHost(),
    given.checkCommandLine(),
  ])
  const backups = given.backups()
  return {
    system,
    keychain: health,
    clipboard,
    notifications,
    trayHost,
    startsWithSystem: given.startsWithSystem(),
    reach: { state: 'untried' },
    commandLine,
    place: storage.place(),
    isLogWritable: given.log.canWrite(),
    ...(backups !== undefined && { backups: backupFacts(backups.state, clock.now()) }),
    vault: storage.check(),
  }
}
