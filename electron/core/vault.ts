/** An open vault and its life: what happens when it opens, by the clock, and when it closes. */
import { DAY_MS } from '../../shared/expiry/expiry.ts'
import type { OperationId } from '../../shared/model/model.ts'
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
  | 'links'
  | 'sync'
  | 'keys'
  | 'deletions'
  | 'remoteKeys'
  | 'rotation'
  | 'overlaps'
  | 'verification'
  | 'byHand'
  | 'copy'
  | 'bulk'
  | 'orphans'
  | 'queue'
  | 'proxies'
> {
  readonly store: Store
  readonly machine: Machine
  /** Without the lock, which stands around the vault. */
  snapshot(): Omit<OpenVault, 'lock'>
  changeSettings(patch: SettingsPatch): void
  /** Asks the keychain now, proves that it keeps a value, and goes on with what waited for it. */
  checkKeychain(): Promise<void>
  /** With the system's prompt, right after a press. Rejects with Failure `keychain` or `limit`. What waited for the keychain goes on. */
  unlockKeychain(): Promise<void>
  createKeyring(): Promise<void>
  /** Says that this vault was opened from a backup. */
  wasRestored(): void
  /** Says that changes which this vault had written could not be read any more. */
  hasLost(lost: LostChanges): void
  /** Recovers, syncs and keeps doing what the clock asks for. */
  start(): Promise<void>
  /** Operations whose secret would be lost with the program: whoever closes it should ask first. */
  atRisk(): readonly OperationId[]
  /** Ends syncs, lets operations end, clears the clipboard, closes the store. */
  close(): Promise<void>
}

export function openVault(deps: RuleDeps): Vault {
  const { world, store, storage, providers, keychain } = deps
  const { log } = world
  const clock = ownTimers(world.clock)
  const rules = createRules({ ...deps, world: { ...world, clock } })
  const {
    notices,
    sealedFolder,
    rows,
    changes,
    accountLock,
    recovery,
    persister,
    sync,
    polling,
    queue,
    copied,
    reminders,
    proxies,
  } = rules
  proxies.start()

  const schedule = createSchedule({
    clock,
    syncMinutes: () => store.settings.read().syncMinutes,
    sync: () => void sync.all().catch(report('sync all')),
    backup: () => {
      backup()
      pruneHistory()
    },
  })
  const stopHealth = keychain.onHealth(({ state }) => {
    changes.touch({ keychain: true })
    if (state !== 'ready') return
    void recovery.atStart().catch(report('recover after unlocking'))
    void copied.atStart()
    adopt()
  })

  function report(where: string): (error: unknown) => void {
    return (error) => void log.unexpected(where, error)
  }

  /** Does nothing while the history is kept for good. */
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

  /** The backup of an empty vault is worth nothing on the day it fills: the first keys are backed up soon after they come. */
  function backUpFirstKeys(): void {
    clock.after(FIRST_KEYS_CHECK_MS, () =>
      store.keys.all().length > 0 ? backup({ force: true }) : backUpFirstKeys(),
    )
  }

  let isAdoptionDue = false

  /** Looks once for secrets that the backup does not know; a keychain that is locked is asked again when it opens. */
  function adopt(): void {
    if (!isAdoptionDue) return
    isAdoptionDue = false
    reclaimFound({ store, keychain, providers, changes, accountLock, clock })
      .then((found) => (found > 0 && store.settings.read().syncMinutes > 0 ? sync.all() : undefined))
      .catch((error: unknown) => {
        isAdoptionDue = true
        log.unexpected('look for secrets that the backup does not know', error)
      })
  }

  async function checkKeychain(): Promise<void> {
    sealedFolder.look()
    const { state } = await keychain.probe()
    if (state === 'ready') await testKeychain(keychain).catch(report('test the keychain')) // its health tells
    changes.touch({ keychain: true })
    if (keychain.health().state === 'ready') await recovery.atStart()
  }

  let closing: Promise<void> | undefined

  async function closeOnce(): Promise<void> {
    schedule.stop()
    queue.end()
    reminders.stop()
    stopHealth()
    sync.end()
    await rules.deletions.endAll()
    await accountLock.idle()
    proxies.stop()
    await copied.close()
    clock.stopAll()
    persister.close()
    changes.end()
    store.close()
  }

  return {
    ...rules,
    store,
    machine: createMachine({ ...deps, ...rules, checkKeychain }),
    atRisk: () => persister.atRisk(),

    snapshot() {
      changes.flush()
      return {
        vault: 'open',
        revision: changes.revision(),
        now: clock.now(),
        accounts: rows.allAccounts(),
        keys: rows.allKeys(),
        operations: rows.openOperations(),
        providers: providers.metadata,
        settings: rows.settings(),
        keychain: keychain.health(),
        notices: notices.all(),
        queue: rows.queue(),
        notifications: rows.notifications(),
      }
    },

    changeSettings(patch) {
      store.settings.write({ ...store.settings.read(), ...given(patch) })
      changes.touch({ settings: true })
      world.desktop.useSettings(store.settings.read())
      if (patch.syncMinutes !== undefined) schedule.restart()
      if (patch.historyDays !== undefined) pruneHistory()
    },

    checkKeychain,
    async unlockKeychain() {
      await rules.acts.need('dialog')
      await keychain.unlock()
    },

    async createKeyring() {
      await rules.acts.need('dialog')
      await keychain.createKeyring()
    },

    wasRestored() {
      notices.add({ kind: 'restored', at: clock.now() })
      isAdoptionDue = true
      adopt()
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
      isAdoptionDue = true
      adopt()
    },

    async start() {
      world.desktop.useSettings(store.settings.read())
      backup()
      pruneHistory()
      if (store.keys.all().length === 0) backUpFirstKeys()
      sealedFolder.look()
      const { state } = await keychain.probe()
      if (closing === undefined && state === 'ready') await copied.atStart()
      if (closing === undefined) await recovery.atStart()
      if (closing !== undefined) return
      queue.settle()
      polling.all()
      schedule.restart()
      void reminders.start().catch(report('begin to remind'))
      if (store.settings.read().syncMinutes > 0) await sync.all()
    },

    close: () => (closing ??= closeOnce()),
  }
}

const FIRST_KEYS_CHECK_MS = 60_000

/** Only what was really given: an optional field may cross as `undefined`. */
const given = (patch: SettingsPatch): Partial<Settings> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
