/** A whole world in memory that keeps a record: clock, keychain, clipboard, network, pushes and log. */
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WireFailure } from '../../electron/core/ports/network.ts'
import type { ClipboardFingerprint, ClipboardPort, World } from '../../electron/core/ports/world.ts'
import { Secret } from '../../electron/core/ports/secret.ts'
import { events, type EventName, type Payload } from '../../shared/contract/contract.ts'
import { Failure } from '../../shared/contract/errors.ts'
import { fakeDesktop } from './desktop.ts'
import { fakePerson, type FakePerson } from './person.ts'
import { fakeClock, type FakeClock } from './clock.ts'
import { fakeNotifications, type FakeNotifications } from './notifications.ts'
import { fakeKeychain, type FakeKeychain } from './keychain.ts'
import { fakeLockPort, type FakeLockPort } from './lock.ts'
import { fakeMachine, type FakeMachine } from './machine.ts'
import { inProcessWorker } from './worker.ts'
import { fakeBackupFiles } from './backup-files.ts'
import { fakeFileDialogs } from './file-dialogs.ts'

export interface FakeClipboard extends ClipboardPort {
  /** The clipboard's text. Setting it plays a copy in another program. */
  text: string
  /** While true, the clipboard cannot be emptied. */
  isStuck: boolean
  /** The next call fails. */
  refuseNext(): void
}

export interface Pushed {
  readonly name: EventName
  readonly payload: unknown
}

export interface FakeWorld {
  readonly world: World
  readonly clock: FakeClock
  readonly keychain: FakeKeychain
  readonly clipboard: FakeClipboard
  /** The uptime follows the clock. */
  readonly lock: FakeLockPort
  readonly notifications: FakeNotifications
  readonly machine: FakeMachine
  /** The person who uses the program. By default the person is always at the keyboard and agrees to everything. */
  readonly person: FakePerson
  /** Every event in order; each has passed the contract's schema. */
  readonly pushes: readonly Pushed[]
  /** The payloads of one event, in order. */
  pushed<K extends EventName>(name: K): Payload<K>[]
  /** Unexpected errors: where, and the error. */
  readonly unexpected: readonly { readonly where: string; readonly error: unknown }[]
  readonly infos: readonly string[]
  /** Addresses opened in the browser. */
  readonly opened: readonly string[]
  /** Files that the user was asked to save: name and text. */
  readonly savedFiles: readonly { readonly name: string; readonly text: string }[]
  /** While true, sending to the page throws, like a window that has just been destroyed. */
  pageBreaks: boolean
}

const markOf = (text: string) => createHash('sha256').update(text).digest('hex') as ClipboardFingerprint

/** Empty until something is copied. */
export function fakeClipboard(): FakeClipboard {
  let refuses = false
  const own = new Set<string>()
  const answer = <T>(run: () => T): T => {
    const refused = refuses
    refuses = false
    if (refused) throw new Failure({ kind: 'clipboard', why: 'refused' })
    return run()
  }
  const clipboard: FakeClipboard = {
    text: '',
    isStuck: false,
    refuseNext: () => void (refuses = true),
    writeSecret: async (secret) =>
      answer(() => {
        clipboard.text = secret.use((bytes) => bytes.toString('utf8'))
        own.add(clipboard.text)
        return markOf(clipboard.text)
      }),
    clearIfStill: async (mark) =>
      answer(() => {
        if (markOf(clipboard.text) !== mark) return 'replaced'
        if (clipboard.isStuck) return 'still-there'
        clipboard.text = ''
        return 'cleared'
      }),
    fingerprint: (secret) => secret.use((bytes) => markOf(bytes.toString('utf8'))),
    readSecret: async () =>
      answer(() => {
        if (clipboard.text === '') throw new Failure({ kind: 'secret', why: 'clipboard-empty' })
        return Secret.fromText(clipboard.text)
      }),
    look: async () =>
      answer(() => {
        const isForeign = clipboard.text !== '' && !own.has(clipboard.text)
        return isForeign ? Secret.fromText(clipboard.text) : undefined
      }),
    useFingerprintKey: () => undefined, // the fingerprint key is the same in every world
    status: async () => ({ state: 'verified', by: 'a fake' }),
  }
  return clipboard
}

export interface FakeWorldOptions extends Partial<World> {
  /** Two worlds with the same parts are two starts on one machine. */
  readonly parts?: {
    readonly clock?: FakeClock
    readonly keychain?: FakeKeychain
    readonly clipboard?: FakeClipboard
  }
  /** The vault's folder. The fakes write nothing there. */
  readonly folder?: string
}

/** Offline, with an unlocked and empty keychain. Parts of the world can be replaced by name. */
export function fakeWorld({ parts = {}, folder, ...overrides }: FakeWorldOptions = {}): FakeWorld {
  const { clock = fakeClock(), keychain = fakeKeychain(), clipboard = fakeClipboard() } = parts
  const root = folder ?? join(tmpdir(), 'keyhold-in-memory')
  const bootedAt = clock.now() - 60_000
  const lock = fakeLockPort(() => clock.now() - bootedAt)
  const notifications = fakeNotifications()
  const machine = fakeMachine()
  const person = fakePerson()
  const pushes: Pushed[] = []
  const unexpected: { where: string; error: unknown }[] = []
  const infos: string[] = []
  const opened: string[] = []
  const savedFiles: { name: string; text: string }[] = []

  const fake: FakeWorld = {
    clock,
    keychain,
    clipboard,
    lock,
    notifications,
    machine,
    person,
    pushes,
    pushed: <K extends EventName>(name: K) =>
      pushes.filter((one) => one.name === name).map(({ payload }) => payload as Payload<K>),
    unexpected,
    infos,
    opened,
    savedFiles,
    pageBreaks: false,
    world: {
      paths: {
        databasePath: join(root, 'keyhold.sqlite'),
        backupDir: join(root, 'backups'),
        sealedResponseDir: join(root, 'rescue'),
      },
      clock,
      keychain,
      clipboard,
      lock,
      network: {
        exchange: () => Promise.reject(new WireFailure('offline', false)),
        openHttp2: () => Promise.reject(new WireFailure('offline', false)),
        readCertificates: () => Promise.reject(new Error('No such file')),
      },
      desktop: fakeDesktop(),
      ...person.ports,
      notifications,
      machine,
      worker: inProcessWorker(),
      backupFiles: fakeBackupFiles(() => clock.now()),
      fileDialogs: fakeFileDialogs(),
      fileDrops: { last: async () => [] },
      openExternal: async (address) => void opened.push(address),
      saveFile: async (name, text) => savedFiles.push({ name, text }) > 0,
      push(name, payload) {
        if (fake.pageBreaks) throw new Error('Object has been destroyed')
        pushes.push({ name, payload: events[name].parse(payload) })
      },
      log: {
        info: (event, facts) => void infos.push(`${event} ${JSON.stringify(facts ?? {})}`),
        unexpected: (where, error) => `ticket-${unexpected.push({ where, error })}`,
      },
      ...overrides,
    },
  }
  return fake
}
