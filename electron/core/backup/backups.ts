/** Everything about encrypted backups: by hand, by the clock, restored and rehearsed. One of these runs at a time. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { BackupCounts } from '../../../shared/backup/contents.ts'
import type { AutomaticBackups, BackupState } from '../../../shared/backup/state.ts'
import type { DryRun, RestoreResult } from '../../../shared/backup/restore.ts'
import { Failure, type BackupTrouble } from '../../../shared/contract/errors.ts'
import type { SettingsPatch } from '../../../shared/model/settings.ts'
import type { BackupFiles } from '../ports/backup-files.ts'
import type { EncryptFor, OpenWith, WorkerPort } from '../ports/worker.ts'
import { inSteps } from '../projection/in-steps.ts'
import { asError, isCheckDue, isDue, isOnlyLater, writeAutomatic } from './automatic.ts'
import { createBackupReminder, type BackupReminder } from './backup-reminder.ts'
import { described } from '../descriptions/read-description.ts'
import { openBackup, type OpenBackup } from './open-backup.ts'
import { checkWhole, isReachable, rehearse } from './rehearsal.ts'
import { planRestore, type RestorePlan } from './restore-plan.ts'
import { restore, type RestoreDeps } from './restore.ts'
import { settingsToRestore } from './restored-settings.ts'
import { without } from './without.ts'
import { writeBackup } from './write-backup.ts'

export type BackupWork = 'backup' | 'open' | 'restore' | 'rehearsal'

/** Ids in the backup. */
export interface Picked {
  readonly accounts: readonly string[]
  readonly keys: readonly string[]
  /** Whether the settings come, too. */
  readonly settings?: boolean | undefined
}

interface Deps extends RestoreDeps {
  readonly files: BackupFiles
  readonly worker: WorkerPort
  /** The program's version. */
  readonly version: string
  readonly progress: (work: BackupWork, done: number) => void
  readonly changeSettings: (patch: SettingsPatch) => void
  /** The state has changed. */
  readonly changed: () => void
  /** Shows this reminder and no other one. */
  readonly remind: (due: BackupReminder) => void
}

export interface Backups {
  state(): BackupState
  /**
   * Writes one to `path` and resolves when it is verified. Throws Failure `backup`, `file`, `keychain`, `work`; `busy` while other work runs.
   * `signal` ends it, here and below, as `cancel` does.
   */
  write(path: string, target: EncryptFor, signal?: AbortSignal): Promise<BackupCounts>
  /** Sets or ends automatic backups. Throws Failure `backup`: `folder-gone`, `no-recipient`. */
  setAutomatic(automatic: AutomaticBackups | undefined): Promise<void>
  /** Reads a backup and compares it with what is here. It stays open until {@link Backups.close}, the next one, or the app lock. */
  open(path: string, using: OpenWith, signal?: AbortSignal): Promise<DryRun>
  /** Brings these out of an open backup. Ids are those of the backup. Throws Failure `backup` `ended` if it is not open any more. */
  restore(id: string, picked: Picked, signal?: AbortSignal): Promise<RestoreResult>
  /** Wipes the secrets of an open backup: at once, or when the restore from it has ended. Without an id, also those of one that is being opened. */
  close(id?: string): void
  /** The dry run of a restore of the newest backup, or of `path`. */
  rehearse(using: OpenWith, path?: string, signal?: AbortSignal): Promise<BackupState>
  /** Whether the newest file is byte for byte what was written. Throws Failure `backup`, and `not-found` without a backup. */
  compare(): Promise<BackupState>
  /** Puts the reminder of a backup off for a month. A new backup ends the wait. */
  snooze(): void
  /** Ends what runs. */
  cancel(): void
  /** Writes an automatic backup now, whenever it is due. Throws as `write` does, and Failure `backup` `no-recipient` where there are none. */
  writeAutomatic(signal?: AbortSignal): Promise<void>
  /** By the clock: writes, checks and reminds where it is due. Never rejects. */
  tick(): Promise<void>
  /** Ends what runs, wipes, and resolves when it has ended. */
  end(): Promise<void>
}

export function createBackups(deps: Deps): Backups {
  const { store, files, worker, keychain, clock, log } = deps
  let running: { readonly stop: AbortController; readonly done: Promise<unknown> } | undefined
  let opened: Opened | undefined
  /** Whether to wipe as soon as what runs has ended. */
  let isClosing = false

  function state(): BackupState {
    return store.backups.read() ?? { vault: randomBytes(4).toString('hex') }
  }

  function save(patch: (state: BackupState) => BackupState): BackupState {
    const next = patch(state())
    store.backups.write(next)
    reminder.update(next)
    deps.changed()
    return next
  }

  async function alone<T>(
    work: BackupWork,
    run: (tools: { signal: AbortSignal; progress: (done: number) => void }) => Promise<T>,
    outer?: AbortSignal,
  ): Promise<T> {
    if (running !== undefined) throw new Failure({ kind: 'backup', why: 'busy' })
    const stop = new AbortController()
    const signal = outer === undefined ? stop.signal : AbortSignal.any([stop.signal, outer])
    const ended = Promise.withResolvers<undefined>()
    running = { stop, done: ended.promise }
    try {
      return await run({ signal, progress: inSteps((part) => deps.progress(work, part)) })
    } finally {
      running = undefined
      if (isClosing) close()
      isClosing = false
      ended.resolve(undefined)
    }
  }

  function write(
    path: string,
    target: EncryptFor,
    { isAutomatic, signal }: { readonly isAutomatic: boolean; readonly signal: AbortSignal | undefined },
  ): Promise<BackupCounts> {
    return alone(
      'backup',
      async (tools) => {
        const { vault } = store.backups.read() ?? save((before) => before) // the tag is kept from the first backup on
        const { counts, hash } = await writeBackup(deps, { path, for: target, vault, ...tools })
        const { keys, secrets, missing } = counts
        const at = clock.now()
        save(({ failed, ...before }) => ({
          ...without(before, 'remindAt'),
          ...(failed !== undefined && !isAutomatic && { failed }),
          firstAt: before.firstAt ?? before.last?.at ?? at,
          last: { at, path, keys, secrets, missing, isAutomatic },
          ...(isAutomatic && { automaticAt: at }),
          lastHash: hash,
        }))
        store.history.add({ at, kind: 'backup-made', name: 'Backup', details: { keys } })
        return counts
      },
      signal,
    )
  }

  const isEmpty = (): boolean => store.keys.isEmpty() && store.accounts.all().length === 0
  const reminder = createBackupReminder({ state, save, isEmpty, clock, log, show: deps.remind })

  function settingsOf({ settings }: OpenBackup): Pick<DryRun, 'settings'> {
    const { count } = settingsToRestore(store.settings.read(), settings)
    return count === 0 ? {} : { settings: { count, isSuggested: isEmpty() } }
  }

  function bringSettings({ settings }: OpenBackup): number {
    const { patch, count } = settingsToRestore(store.settings.read(), settings)
    if (count > 0) deps.changeSettings(patch)
    return count
  }

  const byClock = async (automatic: AutomaticBackups, signal?: AbortSignal): Promise<void> =>
    writeAutomatic(
      {
        files,
        write: async (path, { recipients }) => {
          await write(path, { kind: 'recipients', recipients }, { isAutomatic: true, signal })
        },
      },
      automatic,
      state().vault,
      clock.now(),
    )

  function close(id?: string): void {
    if (opened === undefined || (id !== undefined && id !== opened.id)) return
    opened.backup.close()
    opened = undefined
  }

  async function checkNewest(): Promise<void> {
    const { last } = state()
    if (last === undefined || !isCheckDue(state(), clock.now())) return
    if (await isReachable(files, last)) await compare()
  }

  async function compare(): Promise<BackupState> {
    const { last, lastHash } = state()
    if (last === undefined || lastHash === undefined) throw new Failure({ kind: 'not-found', what: 'backup' })
    return noted(last.path, () => alone('rehearsal', () => checkWhole(files, last, lastHash)))
  }

  /** Records the result of a check, including a failure of the file. A drive that is not connected is no such failure. */
  async function noted(path: string, run: () => ReturnType<typeof checkWhole>): Promise<BackupState> {
    try {
      const rehearsal = await run()
      return save((before) => ({ ...before, rehearsal: { ...rehearsal, at: clock.now() } }))
    } catch (error) {
      const why = asError(error, (fault) => log.unexpected('rehearse a restore', fault))
      const isOfFile = why.kind === 'backup' && FAULTS_OF_FILES.includes(why.why)
      if (isOfFile && (await files.hasFolderOf(path)))
        save((before) => ({
          ...before,
          rehearsal: { at: clock.now(), outcome: 'failed', error: { ...why } },
        }))
      throw error
    }
  }

  return {
    state,
    write: (path, target, signal) => write(path, target, { isAutomatic: false, signal }),

    async setAutomatic(automatic) {
      if (automatic !== undefined) {
        await files.list(automatic.folder)
        const known = await worker.run('age:check-recipients', automatic.recipients)
        if (known.includes(false)) throw new Failure({ kind: 'backup', why: 'no-recipient' })
      }
      save((before) => ({
        ...without(before, 'automatic', 'automaticAt', 'failed'),
        ...(automatic && { automatic }),
      }))
    },

    async open(path, using, signal) {
      return alone(
        'open',
        async (tools) => {
          close()
          const backup = await openBackup(worker, files.read(path), { with: using, signal: tools.signal })
          try {
            const plan = await planRestore({ store, keychain }, backup, tools)
            if (tools.signal.aborted) throw new Failure({ kind: 'work', why: 'cancelled' })
            opened = { id: randomUUID(), backup, plan }
            return { ...dryRunOf(opened, deps.providers.metadata), ...settingsOf(backup) }
          } catch (error) {
            backup.close()
            throw error
          }
        },
        signal,
      )
    },

    async restore(id, { accounts, keys, settings = false }, signal) {
      if (opened?.id !== id) throw new Failure({ kind: 'backup', why: 'ended' })
      const { backup, plan } = opened
      const restored = await alone(
        'restore',
        (tools) =>
          restore(deps, backup, plan, { accounts: new Set(accounts), keys: new Set(keys), ...tools }),
        signal,
      )
      const changed = settings && restored.left === 0 ? bringSettings(backup) : 0
      close(id)
      return { ...restored, settings: changed }
    },

    close(id) {
      if (running === undefined) close(id)
      else if (id === undefined || id === opened?.id) isClosing = true
    },

    async rehearse(using, path = state().last?.path, signal) {
      if (path === undefined) throw new Failure({ kind: 'not-found', what: 'backup' })
      return noted(path, () => alone('rehearsal', (tools) => rehearse(deps, path, using, tools), signal))
    },

    compare,

    snooze: reminder.snooze,

    cancel: () => running?.stop.abort(),

    async writeAutomatic(signal) {
      const { automatic } = state()
      if (automatic === undefined) throw new Failure({ kind: 'backup', why: 'no-recipient' })
      await byClock(automatic, signal)
    },

    async tick() {
      reminder.tick()
      try {
        const now = state()
        if (running !== undefined) return
        if (now.automatic !== undefined && isDue(now, clock.now())) await byClock(now.automatic)
        await checkNewest().catch((error: unknown) => log.info('a rehearsal failed', { kind: kindOf(error) }))
      } catch (error) {
        if (isOnlyLater(error)) return
        const why = asError(error, (fault) => log.unexpected('back up by the clock', fault))
        try {
          save((before) => ({ ...before, failed: { at: clock.now(), error: { ...why } } }))
        } catch (fault) {
          log.unexpected('note a failed backup', fault)
        }
      }
    },

    async end() {
      running?.stop.abort()
      await running?.done
      close()
    },
  }
}

interface Opened {
  readonly id: string
  readonly backup: OpenBackup
  readonly plan: RestorePlan
}

/** `known`: the providers that this vault knows. The backup itself names those that a user has described. */
function dryRunOf({ id, backup, plan }: Opened, known: readonly { id: string; name: string }[]): DryRun {
  const inBackup = backup.descriptions.map((one) =>
    described({ ...one, listConfirmedAt: one.listConfirmedAt, noKeysAt: undefined }),
  )
  const names = new Map([...inBackup, ...known].map((one) => [one.id, one.name]))
  const named = <Row extends { readonly provider: string }>(row: Row) => {
    const providerName = names.get(row.provider)
    return { ...row, ...(providerName !== undefined && { providerName }) }
  }
  return {
    id,
    madeAt: backup.head.madeAt,
    madeBy: backup.head.madeBy,
    accounts: plan.accounts.map((account) => named(without(account, 'there', 'here'))),
    keys: plan.keys.map((key) => named(without(key, 'there', 'here', 'added', 'numbers'))),
    newerHere: plan.newerHere,
    missing: backup.counts.missing,
  }
}

/** Failures of the file itself. Any other comes from what was typed, or may be over at the next try. */
const FAULTS_OF_FILES: readonly BackupTrouble[] = [
  'not-a-backup',
  'newer',
  'damaged',
  'too-large',
  'unreadable',
]

const kindOf = (error: unknown): string => (error instanceof Failure ? error.error.kind : 'unexpected')
