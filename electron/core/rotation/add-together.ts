/**
 * Adds several keys from an imported file. The keys share their transactions, because each transaction waits for the disk. Their secrets get no
 * sealed copy, unlike a typed secret: after a crash, the user can import the file again.
 */
import type { SecretInput } from '../../../shared/contract/secret-input.ts'
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { LocalFields } from '../../../shared/model/local-fields.ts'
import { FormValues } from '../../../shared/model/model.ts'
import { keyEntry } from '../keychain/entry-names.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { takeSecret } from '../keychain/secret-input.ts'
import type { Secret } from '../ports/secret.ts'
import type { OperationRecord, Store } from '../ports/store.ts'
import type { ClipboardPort, Clock, Log } from '../ports/world.ts'
import type { AccountLock } from '../scheduling/account-lock.ts'
import { aboutKey, enteredKey, handRecord } from './by-hand.ts'
import type { CommitOperation } from './commit-operation.ts'
import type { Journal } from './journal.ts'
import type { SecretPersister } from './persist-secret.ts'
import type { Sealing } from './sealing.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly clipboard: ClipboardPort
  readonly journal: Journal
  readonly sealing: Sealing
  readonly persister: Pick<SecretPersister, 'refused'>
  readonly commitOperation: CommitOperation
  readonly accountLock: AccountLock
  readonly clock: Clock
  readonly log: Log
}

export interface KeyToAdd {
  readonly secret: SecretInput
  readonly fields: LocalFields & { readonly name: string }
}

/**
 * - `stored`: the key is here, with its secret.
 * - `refused`: this key alone was refused, or it was the first that the keychain or the database refused.
 * - `left`: not tried, or not recorded, after such a refusal.
 */
export type AddedTogether =
  | { readonly kind: 'stored' }
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'left' }

/** One result for each key, in their order. `kept` is called each time a secret is in the keychain. Never throws. */
export type AddTogether = (keys: readonly KeyToAdd[], kept?: () => void) => Promise<readonly AddedTogether[]>

/** A key that is being added. */
interface OnItsWay {
  readonly index: number
  readonly secret: Secret
  readonly release: () => void
  readonly operation: OperationRecord
  backend: string | undefined
}

export function createAddTogether({
  store,
  keychain,
  clipboard,
  journal,
  sealing,
  persister,
  commitOperation,
  accountLock,
  clock,
  log,
}: Deps): AddTogether {
  const errorOf = (error: unknown): AppError =>
    error instanceof Failure
      ? error.error
      : { kind: 'unexpected', ticket: log.unexpected('add keys together', error) }

  /** Throws Failure `invalid` or `secret`; in that case the key has no operation. */
  async function prepare({ secret: given, fields }: KeyToAdd, index: number): Promise<OnItsWay> {
    const key = enteredKey(fields, clock.now())
    const secret = await takeSecret(given, clipboard)
    try {
      keychain.checkFits(secret)
      const times = { startedAt: clock.now(), deadline: clock.now() }
      const operation = { ...handRecord('add', 1, FormValues.parse(fields)), ...aboutKey(key), ...times }
      return { index, secret, release: accountLock.claim(key.id, 'add'), operation, backend: undefined }
    } catch (error) {
      secret.wipe()
      throw error
    }
  }

  /** Runs `run` in one transaction. If the database refuses, calls `failed` and returns false. */
  function together(run: () => void, failed: (error: AppError) => void): boolean {
    try {
      store.transaction(run)
      return true
    } catch (error) {
      failed(errorOf(error))
      return false
    }
  }

  return async (keys, kept = () => undefined) => {
    const results: AddedTogether[] = keys.map(() => ({ kind: 'left' }))
    const begun: OnItsWay[] = []
    const refuse = (index: number, error: AppError) => (results[index] = { kind: 'refused', error })

    /** After the first failure of the keychain nothing further is tried. */
    async function keepAll(): Promise<AppError | undefined> {
      for (const one of begun) {
        const { key, version } = one.operation
        try {
          one.backend = (await keychain.keep(keyEntry(key, version), one.secret)).backend
          kept()
        } catch (error) {
          const why = errorOf(error)
          // A write that timed out may still arrive, so this secret is treated as a typed one: sealed, and stored later.
          await sealing.sealTyped(one.operation.id, one.secret)
          persister.refused(one.operation, one.secret.copy(), why)
          refuse(one.index, why)
          return why
        }
      }
      return undefined
    }

    /** If the commit fails, the operations stay in the journal, and the next import or start commits them. */
    function commitAll(stored: readonly OnItsWay[]): void {
      const commit = () => {
        for (const { operation, backend = '' } of stored) commitOperation(operation, backend, undefined)
      }
      if (!together(commit, (error) => stored[0] && refuse(stored[0].index, error))) return
      for (const { index } of stored) results[index] = { kind: 'stored' }
    }

    function rejectRest(error: AppError): void {
      const rest = begun.filter(
        ({ index, backend }) => backend === undefined && results[index]?.kind === 'left',
      )
      together(
        () => rest.forEach(({ operation }) => journal.move(operation.id, 'rejected', { error })),
        () => undefined,
      )
    }

    try {
      for (const [index, key] of keys.entries())
        try {
          begun.push(await prepare(key, index))
        } catch (error) {
          refuse(index, errorOf(error))
        }
      const first = begun[0]
      if (first === undefined) return results
      const begin = () => begun.forEach(({ operation }) => journal.begin(operation))
      if (!together(begin, (error) => refuse(first.index, error))) return results
      const why = await keepAll()
      commitAll(begun.filter(({ backend }) => backend !== undefined))
      if (why !== undefined) rejectRest(why)
      return results
    } finally {
      for (const { secret, release } of begun) {
        release()
        secret.wipe()
      }
    }
  }
}
