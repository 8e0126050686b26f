/** An open vault behind its lock: what locking does to the vault, and which events it holds back. */
import type { EventName } from '../../shared/contract/contract.ts'
import type { LockCause } from '../../shared/model/lock.ts'
import type { Snapshot } from '../../shared/contract/snapshot.ts'
import { createLock, type AppLock } from './lock/lock.ts'
import { createLockWatch, type LockWatch } from './lock/lock-watch.ts'
import type { RuleDeps } from './compose.ts'
import { openVault, type Vault } from './vault.ts'
import type { World } from './ports/world.ts'

export interface LockedVault {
  readonly vault: Vault
  readonly lock: AppLock
  readonly watch: LockWatch
  snapshot(): Snapshot
  /** Waits for running operations, as the vault's own close does. */
  close(): Promise<void>
}

interface Deps extends Omit<RuleDeps, 'isLocked'> {
  /** Runs when the app is locked or unlocked, after the page was asked to reload its state. */
  readonly changed: (isLocked: boolean) => void
}

/** A lock that is set starts locked; recovery and syncs behind it continue. Throws Failure `vault`. */
export function openLockedVault({ changed, ...deps }: Deps): LockedVault {
  const { store, world } = deps
  const lock = createLock({
    store,
    port: world.lock,
    clock: world.clock,
    log: world.log,
    changed: lockChanged,
  })
  const isLocked = () => lock.isLocked()
  const push = heldBackWhileLocked(world.push, isLocked)
  // A restored database may bring a lock back while the sealed vault is open.
  if (isLocked()) world.sealedVault?.lock()
  const vault = openVault({ ...deps, world: { ...world, push }, isLocked })
  const watch = createLockWatch({
    lock,
    port: world.lock,
    clock: world.clock,
    settings: () => store.settings.read(),
  })

  function lockChanged(wasLocked: boolean, isLockedNow: boolean): void {
    watch.restart()
    if (wasLocked === isLockedNow) {
      push('lock:changed', lock.view())
      return
    }
    if (isLockedNow) {
      clearClipboard()
      vault.approvals.locked()
      vault.backups.close() // a dry run holds secrets
      void vault.exports.cancel()
      vault.importRequests.locked()
      world.notifications.withdraw() // notifications may show names
      void vault.secretStorage
        .lock()
        .catch((error: unknown) => void world.log.unexpected('lock the secrets', error))
    }
    vault.clipboardWatch.restart()
    world.push('app:reset', undefined)
    changed(isLockedNow)
  }

  function clearClipboard(): void {
    const failed = (error: unknown) => void world.log.unexpected('clear the clipboard on locking', error)
    void vault.copy.clear().catch(failed)
  }

  return {
    vault,
    lock,
    watch,
    snapshot: () =>
      isLocked()
        ? {
            vault: 'locked',
            now: world.clock.now(),
            theme: store.settings.read().theme,
            lock: lock.view(),
          }
        : { ...vault.snapshot(), lock: lock.view() },
    async close() {
      watch.stop()
      lock.close()
      await vault.close()
    },
  }
}

/** These events hold no name. */
const SENT_WHILE_LOCKED: readonly EventName[] = ['app:reset', 'palette:shown', 'palette:hidden']

/** Events hold names, so a locked app sends none. After unlocking, the page requests a new snapshot. */
function heldBackWhileLocked(push: World['push'], isLocked: () => boolean): World['push'] {
  return (name, payload) => {
    if (!isLocked() || SENT_WHILE_LOCKED.includes(name)) push(name, payload)
  }
}

/** The lock as the tray, a menu or another window may read and use it. */
export interface LockHandle {
  isLocked(): boolean
  /** Whether a lock is set and open. */
  canLock(): boolean
  /** Locks at the user's request. Does nothing if no lock is set. */
  lock(by?: LockCause): void
  /** As {@link AppLock} does. Throws Failure `vault` while the database is shut. */
  prove(passphrase: string | undefined): Promise<void>
  /** Runs whenever the app is locked or unlocked; the returned function unsubscribes. */
  onChange(listener: (isLocked: boolean) => void): () => void
}
