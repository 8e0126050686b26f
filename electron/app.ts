/** Builds the whole program on a world. Imports no Electron, so that it starts in plain Node as well. */
import { Failure } from '../shared/contract/errors.ts'
import type { Snapshot } from '../shared/contract/snapshot.ts'
import { VERSION } from '../shared/desktop/version.ts'
import { createEventListeners } from './command-line/event-listeners.ts'
import type { RunCommand } from './command-line/session.ts'
import { createChosenKeychain } from './core/keychain/chosen-keychain.ts'
import { createKeychain } from './core/keychain/keychain.ts'
import { createCooperativeScheduler } from './core/scheduling/cooperative-scheduler.ts'
import { createRendererBackpressure } from './core/scheduling/renderer-backpressure.ts'
import { openLockedVault, type LockedVault, type LockHandle } from './core/locked-vault.ts'
import type { KeychainPort } from './core/ports/keychain.ts'
import type { Opened } from './core/ports/store.ts'
import type { World } from './core/ports/world.ts'
import type { Handlers } from './ipc/gate.ts'
import { createHandlers } from './ipc/handlers.ts'
import { behindLock } from './ipc/locked.ts'
import { createProviders } from './providers/registry.ts'
import { createSecretChecks } from './providers/secret-checks/secret-checks.ts'
import { createSealedResponseStore } from './store/sealed-response-store.ts'
import { createStorage } from './store/storage.ts'

export interface Program {
  /** The handlers behind the app lock: they refuse calls while the app is locked. The page reaches them only through the gate. */
  readonly handlers: Handlers
  readonly lock: LockHandle
  /** Answers one call of the `keyhold` command. Commands check the lock themselves: some work while the app is locked. */
  readonly answerCommand: RunCommand
  /** Resolves when recovery and the first syncs have ended. Their failures appear in the rows, the notices and the log. */
  readonly started: Promise<void>
  /** How many secrets exist only in memory, because the disk and the keychain both refused them. Quitting loses them. */
  atRisk(): number
  /** Clears a copied secret from the clipboard, if the clipboard still holds it. */
  clearClipboard(): Promise<void>
  /** Call after the machine wakes: sends the reminders that fell due during sleep. */
  woke(): void
  /** Undoes everything in reverse. Waits for an operation with a provider request under way, so that its response is not lost. */
  close(): Promise<void>
}

type State = ({ readonly state: 'open' } & LockedVault) | Extract<Opened, { readonly state: 'shut' }>

const chosenKeychain = ({ keychain, sealedVault }: World): KeychainPort =>
  sealedVault === undefined ? keychain : createChosenKeychain(keychain, sealedVault)

/**
 * Never throws because of files on disk: a database that does not open becomes a closed vault that reports the reason.
 *
 * `shown`: recovery, the daily backup, reminders and syncs begin when it resolves, so that they do not compete with a window that draws its first
 * rows. Missing: they begin at once.
 */
export function createApp(given: World, shown?: Promise<unknown>): Program {
  const backpressure = createRendererBackpressure(given)
  const events = createEventListeners(backpressure.push)
  const world: World = { ...given, push: events.push }
  const { paths, clock, log } = world
  const storage = createStorage({ paths, clock })
  const sealedResponses = createSealedResponseStore(paths.sealedResponseDir)
  const turn = createCooperativeScheduler(() => backpressure.ready())
  const providers = createProviders({ network: world.network, clock, turn })
  const checks = createSecretChecks({ network: world.network, clock, turn })
  const keychain = createKeychain({ port: chosenKeychain(world), clock, log })
  const listeners = new Set<(isLocked: boolean) => void>()
  let started: Promise<void> = Promise.resolve()
  let state = open()

  function open(wasRestored = false): State {
    const opened = storage.open()
    if (opened.state === 'shut') return opened
    const changed = (isLocked: boolean) => listeners.forEach((listener) => listener(isLocked))
    const { store } = opened
    const behind = openLockedVault({
      world,
      store,
      storage,
      sealedResponses,
      providers,
      checks,
      keychain,
      turn,
      changed,
    })
    const { vault } = behind
    if (wasRestored) vault.wasRestored()
    if (opened.lost !== undefined) vault.hasLost(opened.lost)
    started = vault.start(shown).catch((error: unknown) => void log.unexpected('start', error))
    return { state: 'open', ...behind }
  }

  function reopen(wasRestored = false): Snapshot {
    state = open(wasRestored)
    world.push('app:reset', undefined)
    return snapshot()
  }

  const snapshot = (): Snapshot =>
    state.state === 'open' ? state.snapshot() : { vault: 'shut', why: state.why, backups: storage.backups() }

  const isLocked = () => state.state === 'open' && state.lock.isLocked()

  function opened() {
    if (state.state === 'shut') throw new Failure({ kind: 'vault', why: state.why })
    return state
  }

  function endedLate(): void {
    if (state.state !== 'open') return
    void state.vault.copy.clear().catch((error: unknown) => void log.unexpected('clear after locking', error))
  }

  const handlers = createHandlers({
    desktop: world.desktop,
    vault: () => opened().vault,
    lock: () => opened().lock,
    lockWatch: () => opened().watch,
    snapshot,
    acknowledge(revision) {
      opened()
      backpressure.acknowledge(revision)
    },
    retry: () => (state.state === 'open' ? snapshot() : reopen()),
    startAnew() {
      if (state.state === 'open') return snapshot()
      storage.startAnew()
      return reopen()
    },
    async restore(name) {
      const backup = storage.backups().find((one) => one.name === name)
      if (backup === undefined) throw new Failure({ kind: 'not-found', what: 'backup' })
      if (!backup.good) throw new Failure({ kind: 'vault', why: 'damaged' })
      const before = state
      if (before.state === 'open') await before.close()
      try {
        storage.restore(name)
      } catch (error) {
        if (before.state === 'open' && state === before) reopen() // the restore failed, so the vault opens again
        throw error
      }
      return reopen(true)
    },
  })

  const lock: LockHandle = {
    isLocked,
    canLock: () => state.state === 'open' && state.lock.view().state === 'open',
    lock: (by = 'hand') => state.state === 'open' && state.lock.lock(by),
    prove: async (passphrase) => opened().lock.prove(passphrase),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }

  const loadCommands = () => import('./command-line/run-command.ts')
  // A start does not wait for the commands. They are not left to the first of them either: an update may have replaced the program's files by then.
  void Promise.resolve(shown)
    .then(loadCommands)
    .catch((error: unknown) => void log.unexpected('load the commands', error))

  const answerCommand: RunCommand = async (session) => {
    const { createRunCommand } = await loadCommands()
    const run = createRunCommand({
      vault: () => opened().vault,
      approvals: () => opened().vault.approvals,
      listen: events.listen,
      lock,
      desktop: world.desktop,
      clock,
      log,
      version: VERSION,
    })
    return run(session)
  }

  return {
    handlers: behindLock(handlers, { isLocked, endedLate }),
    lock,
    answerCommand,
    get started() {
      return started
    },
    atRisk: () => (state.state === 'open' ? state.vault.atRisk().length : 0),
    async clearClipboard() {
      if (state.state === 'open') await state.vault.copy.clear()
    },
    woke() {
      if (state.state === 'open') state.vault.reminders.woke()
    },
    async close() {
      if (state.state === 'open') await state.close()
    },
  }
}
