/** A world in a folder: real files, a keychain that consists of files, and a recorded clipboard and recorded pushes. */
import { createHash, scryptSync } from 'node:crypto'
import { join } from 'node:path'
import type { NetworkPort } from '../../electron/core/ports/network.ts'
import type { ClipboardFingerprint, World } from '../../electron/core/ports/world.ts'
import { Secret } from '../../electron/core/ports/secret.ts'
import type { deriveKey } from '../../electron/core/lock/derive-key.ts'
import { createSealedVault } from '../../electron/sealed-vault/sealed-vault.ts'
import { systemClock } from '../../electron/main/system-clock.ts'
import { events, type EventName } from '../../shared/contract/contract.ts'
import { Failure } from '../../shared/contract/errors.ts'
import { fakeNotifications, type FakeNotifications } from '../fakes/notifications.ts'
import { fileKeychain, type FileKeychain } from '../fakes/file-keychain.ts'
import { fakeDesktop } from '../fakes/desktop.ts'
import { fakePerson, type FakePerson } from '../fakes/person.ts'
import { fakeMachine } from '../fakes/machine.ts'
import { fakeLockPort, type FakeLockPort } from '../fakes/lock.ts'
import { createFindFiles } from '../../electron/os/import-files.ts'
import { createBackupFiles } from '../../electron/store/backup-files.ts'
import { fakeFileDialogs, type FakeFileDialogs } from '../fakes/file-dialogs.ts'
import { createWorker } from '../../electron/worker/worker.ts'

/** The worker's threads run from the sources. */
const THREAD = new URL('../../electron/worker/thread.ts', import.meta.url)

export interface ProfileWorld extends World {
  readonly keychain: FileKeychain
  readonly lock: FakeLockPort
  readonly notifications: FakeNotifications
  readonly person: FakePerson
  readonly fileDialogs: FakeFileDialogs
  readonly record: {
    clipboard: string
    readonly pushes: { readonly name: EventName; readonly payload: unknown }[]
    readonly log: string[]
    readonly opened: string[]
    readonly savedFiles: { readonly name: string; readonly text: string }[]
  }
}

/** Cheap key derivation for the sealed vault. */
const CHEAP = { n: 16, r: 8, p: 1 }
const derive: typeof deriveKey = (passphrase, salt, { n, r, p }) =>
  Promise.resolve(scryptSync(passphrase, salt, 32, { N: n, r, p }))

/** When the machine was started. The machine keeps running between two starts of the program. */
const MACHINE_STARTED_AT = Date.UTC(2020, 0, 1)

const markOf = (text: string) => createHash('sha256').update(text).digest('hex') as ClipboardFingerprint

/** Two worlds in one folder are two starts of one installation. Uses the real clock, unless `parts` contains another. */
export function profileWorld(
  folder: string,
  network: NetworkPort,
  parts: Partial<Pick<World, 'clock' | 'log'>> = {},
): ProfileWorld {
  const notifications = fakeNotifications()
  const person = fakePerson()
  const record: ProfileWorld['record'] = { clipboard: '', pushes: [], log: [], opened: [], savedFiles: [] }
  const log: World['log'] = {
    info: (event, facts) => void record.log.push(`${event} ${JSON.stringify(facts ?? {})}`),
    unexpected(where, error) {
      record.log.push(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`)
      return String(record.log.length)
    },
  }
  return {
    record,
    network,
    notifications,
    person,
    ...person.ports,
    machine: fakeMachine(),
    paths: {
      databasePath: join(folder, 'keyhold.sqlite'),
      backupDir: join(folder, 'backups'),
      sealedResponseDir: join(folder, 'rescue'),
    },
    clock: systemClock,
    keychain: fileKeychain(join(folder, 'keychain')),
    sealedVault: createSealedVault({ folder: join(folder, 'sealed-vault'), cost: CHEAP, derive }),
    clipboard: {
      async writeSecret(secret) {
        record.clipboard = secret.use((bytes) => bytes.toString('utf8'))
        return markOf(record.clipboard)
      },
      async clearIfStill(mark) {
        if (markOf(record.clipboard) !== mark) return 'replaced'
        record.clipboard = ''
        return 'cleared'
      },
      fingerprint: (secret) => secret.use((bytes) => markOf(bytes.toString('utf8'))),
      async readSecret() {
        if (record.clipboard === '') throw new Failure({ kind: 'secret', why: 'clipboard-empty' })
        return Secret.fromText(record.clipboard)
      },
      look: async () => (record.clipboard === '' ? undefined : Secret.fromText(record.clipboard)),
      useFingerprintKey: () => undefined, // so that fingerprints are the same in all worlds
      status: async () => ({ state: 'verified', by: 'a record' }),
    },
    worker: createWorker({ entry: THREAD, log }),
    backupFiles: createBackupFiles(),
    fileDialogs: fakeFileDialogs(),
    fileDrops: { last: async () => [] },
    importFiles: { find: createFindFiles() },
    saveFile: async (name, text) => record.savedFiles.push({ name, text }) > 0,
    desktop: fakeDesktop(),
    lock: fakeLockPort(() => (parts.clock ?? systemClock).now() - MACHINE_STARTED_AT),
    openExternal: async (address) => void record.opened.push(address),
    push: (name, payload) => void record.pushes.push({ name, payload: events[name].parse(payload) }),
    log,
    ...parts,
  }
}
