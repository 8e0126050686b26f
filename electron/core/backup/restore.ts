/** Brings what the user picked out of a backup: every secret by the journal, into an entry of its own, and nothing here is overwritten. */
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { RestoreResult } from '../../../shared/backup/restore.ts'
import { KeyId, type AccountId } from '../../../shared/model/model.ts'
import { keyEntry } from '../keychain/entry-names.ts'
import { freeVersion, nextVersion } from '../keychain/free-version.ts'
import { isKeychainFailure } from '../keychain/keychain-failures.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Descriptions, KeptDescription } from '../descriptions/descriptions.ts'
import type { WaitForTurn } from '../ports/loop.ts'
import type { Providers } from '../ports/provider.ts'
import type { OperationRecord, SealedResponseStore, Store } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import type { Changes } from '../projection/changes.ts'
import { handRecord } from '../rotation/by-hand.ts'
import type { CommitOperation } from '../rotation/commit-operation.ts'
import { recordOf, restoredDraft } from '../rotation/commit-restored.ts'
import type { Journal } from '../rotation/journal.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'
import { asError } from './automatic.ts'
import type { HeldVersion, OpenBackup } from './open-backup.ts'
import { freeId, restoreAccount } from './restore-account.ts'
import { restoreHistory } from './restore-history.ts'
import { without } from './without.ts'
import { restoreOperations } from './restore-operations.ts'
import { inOrder, type PlannedKey, type Restored, type RestorePlan } from './restore-plan.ts'

export interface RestoreDeps {
  readonly store: Store
  readonly keychain: Keychain
  readonly sealedResponses: SealedResponseStore
  readonly journal: Journal
  readonly commitOperation: CommitOperation
  readonly providers: Pick<Providers, 'metadata'>
  readonly changes: Changes
  readonly accountLock: AccountLock
  readonly descriptions: Pick<Descriptions, 'bring'>
  readonly clock: Clock
  readonly log: Log
  /** Each batch waits for its turn, so that the window and other work go on. */
  readonly turn: WaitForTurn
}

interface Options {
  /** Ids in the backup. An account comes with a picked key of it. */
  readonly accounts: ReadonlySet<string>
  readonly keys: ReadonlySet<string>
  readonly signal: AbortSignal
  readonly progress: (done: number) => void
}

/** The descriptions that the picked use, and those that nothing in the backup uses. */
function descriptionsFor(
  { descriptions, accounts, keys }: OpenBackup,
  picked: readonly { readonly provider: string }[],
): readonly KeptDescription[] {
  const used = new Set([...accounts, ...keys].map(({ provider }) => provider))
  const wanted = new Set(picked.map(({ provider }) => provider))
  return descriptions
    .filter(({ id }) => wanted.has(id) || !used.has(id))
    .map((one) => ({ ...one, listConfirmedAt: one.listConfirmedAt, noKeysAt: undefined }))
}

/** Keys that share their transactions: each waits for the disk. */
const KEYS_A_BATCH = 20

/** A key that nothing else may change until it is released. */
interface Claim {
  readonly planned: PlannedKey
  keep(): Promise<void>
}

/** An operation of the journal for one version. */
interface Step {
  readonly version: HeldVersion
  operation: OperationRecord
  backend: string
}

/**
 * If cancelled, ends after the current key. Never rejects because of a key: its failure is in the result. Stops after a failure of the keychain, the
 * disk or the database.
 */
export async function restore(
  deps: RestoreDeps,
  backup: OpenBackup,
  plan: RestorePlan,
  { accounts, keys, signal, progress }: Options,
): Promise<Omit<RestoreResult, 'settings'>> {
  const { store, keychain, journal, commitOperation, changes, accountLock, clock, log, turn } = deps
  const pickedKeys = plan.keys.filter(({ id, status }) => keys.has(id) && status !== 'same')
  const needed = new Set([...accounts, ...pickedKeys.flatMap(({ account }) => account ?? [])])
  const pickedAccounts = plan.accounts.filter(({ id, status }) => needed.has(id) && status !== 'same')
  const accountOf = new Map(plan.accounts.map(({ id, here }) => [id, here]))
  const restored = new Map<string, Restored>()
  const failed: { readonly name: string; readonly error: AppError }[] = []
  const total = pickedAccounts.length + pickedKeys.length
  const count = { accounts: 0, keys: 0, secrets: 0, operations: 0, tried: 0 }
  let isStopped = false

  attemptNow('', () => deps.descriptions.bring(descriptionsFor(backup, [...pickedAccounts, ...pickedKeys])))
  for (const account of pickedAccounts) {
    if (isOver()) break
    await attempt(account.name, async () => {
      accountOf.set(account.id, await restoreAccount(deps, account, backup.head.madeAt))
      count.accounts++
      count.secrets++
    })
    count.tried++
    progress(count.tried / total)
  }
  for (let at = 0; at < pickedKeys.length && !isOver(); at += KEYS_A_BATCH) {
    await turn(pickedKeys.length - at)
    const batch = pickedKeys.slice(at, at + KEYS_A_BATCH)
    await restoreBatch(batch)
    count.tried += batch.length
    progress(count.tried / total)
  }
  if (!isOver()) count.operations = await restoreOperations(deps, backup, restored, accountOf, problem)
  attemptNow('', () => restoreHistory(store, backup, { plan, restored, accounts: newAccounts() }))
  const { tried, ...counts } = count
  return {
    ...counts,
    failed: failed.map(({ name, error }) => ({ name, error: { ...error } })),
    left: total - tried,
  }

  function newAccounts(): ReadonlyMap<string, AccountId> {
    return new Map(
      pickedAccounts.flatMap(({ id, status }): [string, AccountId][] => {
        const here = accountOf.get(id)
        return here === undefined || status !== 'new' ? [] : [[id, here]]
      }),
    )
  }

  function isOver(): boolean {
    return isStopped || signal.aborted
  }

  function problem(name: string, error: unknown): void {
    const why = asError(error, (fault) => log.unexpected('restore', fault))
    failed.push({ name, error: why })
    if (['keychain', 'vault', 'unexpected'].includes(why.kind)) isStopped = true
  }

  async function attempt(name: string, run: () => Promise<void>): Promise<void> {
    try {
      await run()
    } catch (error) {
      problem(name, error)
    }
  }

  /** Returns `undefined` after a failure, which is recorded. */
  function attemptNow<T>(name: string, run: () => T): T | undefined {
    try {
      return run()
    } catch (error) {
      problem(name, error)
      return undefined
    }
  }

  async function keepAll(claims: readonly Claim[]): Promise<void> {
    for (const one of claims) if (!isStopped) await attempt(one.planned.name, () => one.keep())
  }

  /** Runs `run` in one transaction. Returns false after a failure, which is recorded. */
  function together(name: string, run: () => void): boolean {
    const done = attemptNow(name, () => {
      store.transaction(run)
      return true
    })
    return done === true
  }

  /** One transaction begins the operations of all keys, and one commits those whose secrets are in the keychain. */
  async function restoreBatch(batch: readonly PlannedKey[]): Promise<void> {
    const claims = batch.flatMap((planned) => claim(asItIsNow(planned)) ?? [])
    const name = batch[0]?.name ?? ''
    try {
      if (!together(name, () => claims.forEach((one) => one.begin()))) return
      await keepAll(claims)
      const kept = claims.filter((one) => one.isKept())
      // If the commit fails, the operations stay in the journal, and the next start commits them.
      if (together(name, () => kept.forEach((one) => one.commit()))) for (const one of kept) one.count()
      for (const one of claims) if (!one.isKept()) attemptNow(one.planned.name, () => one.reject())
    } finally {
      for (const { release } of claims) release()
    }
    changes.touch({ keys: claims.map(({ key }) => key) })
  }

  /** The plan for a key as it is now: one that was deleted here since the dry run is restored in full. */
  function asItIsNow(planned: PlannedKey): PlannedKey {
    const { here, there } = planned
    if (here === undefined || store.keys.get(here) !== undefined) return planned
    const readable = there.versions.filter(({ secret }) => secret !== undefined)
    return { ...planned, here: undefined, added: inOrder(readable, there), numbers: new Map() }
  }

  function claim(planned: PlannedKey) {
    const { there, name, here } = planned
    const key =
      here ?? KeyId.parse(freeId(there.id, name, (one) => store.keys.get(one as KeyId) !== undefined))
    const steps: Step[] = []
    let isKept = false
    const release = attemptNow(name, () => accountLock.claim(key, 'add'))
    if (release === undefined) return undefined
    return {
      planned,
      key,
      release,
      isKept: () => isKept,

      begin() {
        for (const version of planned.added) {
          const operation = journal.begin(record(planned, key, version, steps))
          steps.push({ version, operation, backend: '' })
        }
        // A key without a secret has nothing to store in the keychain.
        if (steps.length === 0) isKept = true
      },

      async keep() {
        for (const step of steps) await keepVersion(step)
        isKept = true
      },

      commit() {
        if (steps.length === 0 && here === undefined)
          store.keys.put(recordOf(there, key, accountHere(there.account)))
        for (const { operation, backend } of steps) commitOperation(operation, backend, undefined)
        if (here === undefined && there.snoozedUntil !== undefined)
          store.reminders.snooze(key, there.snoozedUntil)
      },

      count() {
        restored.set(there.id, {
          key,
          versions: new Map([
            ...planned.numbers,
            ...steps.map(({ version, operation }) => [version.version, operation.version] as const),
          ]),
        })
        count.keys++
        count.secrets += steps.length
      },

      /** Entries that are in the keychain already stay there, as orphaned entries that the settings find. */
      reject() {
        for (const { operation } of steps)
          journal.move(operation.id, 'rejected', {
            error: failed.at(-1)?.error ?? { kind: 'secret-missing' },
          })
      },
    }
  }

  function accountHere(id: string | undefined): AccountId | undefined {
    const here = id === undefined ? undefined : accountOf.get(id)
    return here && store.accounts.get(here)?.id // removed since the dry run
  }

  function record(
    { there, name, provider, here }: PlannedKey,
    key: KeyId,
    version: HeldVersion,
    begun: readonly Step[],
  ): OperationRecord {
    const taken = new Set([
      ...store.versions.ofKey(key).map((one) => one.version),
      ...begun.map(({ operation }) => operation.version),
    ])
    const number = taken.has(version.version) ? 1 + Math.max(...taken) : version.version
    const { origin, madeAt, validity } = version
    const draft = restoredDraft({
      ...{ origin, madeAt, validity },
      isCurrent: version.version === there.version,
      ...(here === undefined && { key: without(there, 'versions') }),
      asOf: backup.head.madeAt,
    })
    return {
      ...handRecord(here === undefined ? 'add' : 'paste', number, draft),
      key,
      account: accountHere(there.account),
      provider,
      name,
      startedAt: clock.now(),
      deadline: clock.now(),
    }
  }

  /** An entry that a crash or another vault left under this name is not overwritten: the version takes another number. */
  async function keepVersion(step: Step): Promise<void> {
    const { secret } = step.version
    if (secret === undefined) throw new Failure({ kind: 'secret-missing' })
    const { id, key, version } = step.operation
    try {
      step.backend = (await keychain.keep(keyEntry(key, version), secret)).backend
    } catch (error) {
      if (!isKeychainFailure(error, 'mismatch')) throw error
      const free = await freeVersion(keychain, nextVersion(store, key), (number) => keyEntry(key, number))
      step.operation = journal.note(id, { version: free })
      step.backend = (await keychain.keep(keyEntry(key, free), secret)).backend
    }
  }
}
