/** An open vault and its life cycle: its tasks at opening, by the clock, and at closing. */
import { DAY_MS } from '../../shared/expiry/expiry.ts'
import { Failure } from '../../shared/contract/errors.ts'
import type { KeyRow, OperationId } from '../../shared/model/model.ts'
import type { Settings, SettingsPatch } from '../../shared/model/settings.ts'
import type { OpenVault } from '../../shared/contract/snapshot.ts'
import { reclaimFound } from './orphans/reclaim.ts'
import { createMachine, type Machine } from './diagnostics/machine.ts'
import { testKeychain } from './keychain/keychain-proof.ts'
import { ownTimers } from './scheduling/own-timers.ts'
import { createRules, type RuleDeps, type Rules } from './compose.ts'
import { createSchedule } from './schedule.ts'
import type { LostChanges, Store } from './ports/store.ts'

export interface Vault extends Pick<
  Rules,
  | 'rows'
  | 'reminders'
  | 'snoozes'
  | 'accounts'
  | 'approvals'
  | 'backups'
  | 'backupCommands'
  | 'backupRequests'
  | 'descriptions'
  | 'links'
  | 'sync'
  | 'keys'
  | 'deletions'
  | 'dismissals'
  | 'remoteKeys'
  | 'rotation'
  | 'overlaps'
  | 'verification'
  | 'secretCheck'
  | 'clipboardWatch'
  | 'byHand'
  | 'exportRequests'
  | 'exports'
  | 'imports'
  | 'importRequests'
  | 'copy'
  | 'bulk'
  | 'orphans'
  | 'secretStorage'
  | 'queue'
  | 'proxies'
> {
  readonly store: Store
  readonly machine: Machine
  /** Without the lock, which is outside the vault. */
  snapshot(): Omit<OpenVault, 'lock'>
  /** The row of every key, as in a snapshot. */
  allKeys(): readonly KeyRow[]
  changeSettings(patch: SettingsPatch): void
  /** Starts another program on a demo vault, right after a press by the user. Rejects with Failure `limit`, and `forbidden` where there is none. */
  openDemo(): Promise<void>
  /** Checks the keychain now, tests that it stores a value, and resumes the operations that waited for it. */
  checkKeychain(): Promise<void>
  /**
   * Shows the system's prompt, right after a press by the user. Rejects with Failure `keychain` or `limit`. Operations that waited for the
   * keychain are resumed.
   */
  unlockKeychain(): Promise<void>
  createKeyring(): Promise<void>
  /** Reports that this vault was opened from a backup. */
  wasRestored(): void
  /** Reports that changes which this vault had written can no longer be read. */
  hasLost(lost: LostChanges): void
  /**
   * Clears a secret that a killed program has left on the clipboard; then recovers, syncs and starts the tasks of the clock. All but the first waits
   * for `shown`. Does nothing once the vault is closed.
   */
  start(shown?: Promise<unknown>): Promise<void>
  /** Operations whose secret would be lost when the program ends: ask the user before closing. */
  atRisk(): readonly OperationId[]
  /** Ends syncs, waits for operations, clears the clipboard, closes the store. */
  close(): Promise<void>
}

export function openVault(deps: RuleDeps): Vault {
  const { world, store, storage, providers, keychain } = deps
  const { log } = world
  const clock = ownTimers(world.clock)
  const rules = createRules({ ...deps, world: { ...world, clock } }, changeSettings)
  const {
    notices,
    sealedFolder,
    rows,
    keyRows,
    changes,
    accountLock,
    recovery,
    rotation,
    persister,
    sync,
    polling,
    queue,
    copied,
    clipboardWatch,
    reminders,
    proxies,
    backups,
  } = rules
  proxies.start()
  world.desktop.useSettings(store.settings.read())

  const schedule = createSchedule({
    clock,
    syncMinutes: () => store.settings.read().syncMinutes,
    sync: () => void sync.all().catch(report('sync all')),
    backup: () => {
      backup()
      pruneHistory()
      void backups.tick()
    },
  })
  const stopHealth = keychain.onHealth(({ state }) => {
    changes.touch({ keychain: true })
    if (state !== 'ready') return
    void recover().catch(report('recover after unlocking'))
    void copied.atStart()
    reclaim()
  })

  function changeSettings(patch: SettingsPatch): void {
    store.settings.write({ ...store.settings.read(), ...given(patch) })
    changes.touch({ settings: true })
    world.desktop.useSettings(store.settings.read())
    if (patch.syncMinutes !== undefined) schedule.restart()
    if (patch.historyDays !== undefined) pruneHistory()
    if (patch.commandLine === false) rules.approvals.switchedOff('all')
    if (patch.agents === false) rules.approvals.switchedOff('agents')
    if (patch.clipboardWatch !== undefined) clipboardWatch.restart()
    if (patch.theme !== undefined) world.push('approval:changed', undefined) // an open card has the theme, too
  }

  /** Makes the secrets of interrupted operations safe. The calls that complete new keys may take long, and nothing waits for them. */
  async function recover(): Promise<void> {
    await recovery.atStart()
    if (!isClosing()) void rotation.completeAtStart().catch(report('complete new keys'))
  }

  function report(where: string): (error: unknown) => void {
    return (error) => void log.unexpected(where, error)
  }

  /** Does nothing if the history is kept without a time limit. */
  function pruneHistory(): void {
    const { historyDays } = store.settings.read()
    if (historyDays === 0) return
    try {
      store.history.prune(clock.now() - historyDays * DAY_MS)
    } catch (error) {
      log.unexpected('prune the history', error)
    }
  }

  function backup(options?: { readonly force: boolean }): void {
    try {
      storage.backup(store, options)
      notices.remove('backup-failed')
    } catch (error) {
      log.unexpected('back up', error)
      notices.add({ kind: 'backup-failed', at: clock.now() })
    }
  }

  /** A backup of an empty vault is worthless once the vault fills: the first keys are backed up soon after they arrive. */
  function backUpFirstKeys(): void {
    clock.after(FIRST_KEYS_CHECK_MS, () =>
      store.keys.isEmpty() ? backUpFirstKeys() : backup({ force: true }),
    )
  }

  let isReclaimDue = false

  /** Searches once for secrets that the backup does not know; a locked keychain is tried again when it is unlocked. */
  function reclaim(): void {
    if (!isReclaimDue) return
    isReclaimDue = false
    reclaimFound({ store, keychain, providers, changes, accountLock, clock })
      .then((found) => (found > 0 && store.settings.read().syncMinutes > 0 ? sync.all() : undefined))
      .catch((error: unknown) => {
        isReclaimDue = true
        log.unexpected('look for secrets that the backup does not know', error)
      })
  }

  async function checkKeychain(): Promise<void> {
    sealedFolder.check()
    const { state } = await keychain.probe()
    if (state === 'ready') await testKeychain(keychain).catch(report('test the keychain')) // a failure is in the keychain's health
    changes.touch({ keychain: true })
    if (keychain.health().state === 'ready') await recover()
  }

  /** Of a secret that a killed program has left there. */
  async function clearClipboard(): Promise<void> {
    const { state } = await keychain.probe()
    rules.secretStorage.settle()
    if (!isClosing() && state === 'ready') await copied.atStart()
  }

  let closing: Promise<void> | undefined
  const isClosing = () => closing !== undefined

  async function closeOnce(): Promise<void> {
    schedule.stop()
    clock.endWaits()
    rules.approvals.close()
    const imports = rules.imports.closeAll()
    queue.end()
    reminders.stop()
    stopHealth()
    await imports
    await backups.end()
    await rules.exports.cancel()
    sync.end()
    await Promise.all([rules.deletions.endAll(), rules.dismissals.endAll()])
    await accountLock.idle()
    proxies.stop()
    clipboardWatch.stop()
    await copied.close()
    clock.stopAll()
    persister.close()
    changes.end()
    store.close()
  }

  function allKeys(): readonly KeyRow[] {
    changes.flush()
    return keyRows.at(changes.revision())
  }

  return {
    ...rules,
    store,
    machine: createMachine({ ...deps, ...rules, checkKeychain }),
    atRisk: () => persister.atRisk(),

    allKeys,

    snapshot() {
      const keys = allKeys()
      return {
        vault: 'open',
        revision: changes.revision(),
        now: clock.now(),
        accounts: rows.allAccounts(),
        keys,
        operations: rows.openOperations(),
        providers: providers.metadata,
        settings: rows.settings(),
        keychain: keychain.health(),
        notices: notices.all(),
        queue: rows.queue(),
        notifications: rows.notifications(),
        ...(world.desktop.demo && { demo: world.desktop.demo.role }),
      }
    },

    async openDemo() {
      const { demo } = world.desktop
      if (demo?.role !== 'offered') throw new Failure({ kind: 'forbidden' })
      await rules.actions.need('demo')
      await demo.open()
    },

    changeSettings,

    checkKeychain,
    async unlockKeychain() {
      await rules.actions.need('dialog')
      await keychain.unlock()
    },

    async createKeyring() {
      await rules.actions.need('dialog')
      await keychain.createKeyring()
    },

    wasRestored() {
      notices.add({ kind: 'restored', at: clock.now() })
      isReclaimDue = true
      reclaim()
    },

    hasLost({ changes, since, secrets }) {
      const at = clock.now()
      notices.add({ kind: 'changes-lost', changes, since, secrets, at })
      const details = { changes, ...(secrets !== undefined && { secrets }) }
      try {
        store.history.add({ at, kind: 'changes-lost', name: 'The vault', details })
      } catch (error) {
        log.unexpected('note that changes are lost', error)
      }
      isReclaimDue = true
      reclaim()
    },

    async start(shown) {
      if (isClosing()) return
      const clipboard = clearClipboard()
      clipboard.catch(() => undefined) // rejects below
      if (shown !== undefined) await shown
      if (isClosing()) return
      backup()
      pruneHistory()
      if (store.keys.isEmpty()) backUpFirstKeys()
      sealedFolder.check()
      await clipboard
      if (!isClosing()) await recover()
      if (isClosing()) return
      queue.settle()
      polling.all()
      schedule.restart()
      clipboardWatch.restart()
      void reminders.start().catch(report('begin to remind'))
      void backups.tick()
      if (store.settings.read().syncMinutes > 0) await sync.all()
    },

    close: () => (closing ??= closeOnce()),
  }
}

const FIRST_KEYS_CHECK_MS = 60_000

/** Only the fields that were set: an optional field may arrive as `undefined`. */
const given = (patch: SettingsPatch): Partial<Settings> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
