/** Brings open operations out of a backup, with their sealed responses: recovery goes on with them as after a crash. */
import type { AppError } from '../../../shared/contract/errors.ts'
import type { AccountId, OperationId } from '../../../shared/model/model.ts'
import { keyEntry, recoveryEntry } from '../keychain/entry-names.ts'
import { freeVersion } from '../keychain/free-version.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { OperationRecord, SealedResponseStore, Store } from '../ports/store.ts'
import type { Changes } from '../projection/changes.ts'
import { operationOf } from '../rotation/sealed-folder.ts'
import type { HeldOperation, OpenBackup } from './open-backup.ts'
import type { Restored } from './restore-plan.ts'
import { canBring } from './restored-operations.ts'
import { without } from './without.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly sealedResponses: SealedResponseStore
  readonly changes: Changes
}

/**
 * Restores operations whose key was restored, and those that were about to make a key. Writes the recovery key first, then the sealed responses, then
 * the row, so that a crash in between loses nothing. Resolves with the number of operations.
 */
export async function restoreOperations(
  { store, keychain, sealedResponses, changes }: Deps,
  backup: OpenBackup,
  restored: ReadonlyMap<string, Restored>,
  accountOf: ReadonlyMap<string, AccountId | undefined>,
  problem: (name: string, error: unknown) => void,
): Promise<number> {
  const known = new Set(backup.keys.map(({ id }) => id))
  let count = 0
  for (const operation of backup.operations) {
    if (!isWanted(operation)) continue
    try {
      await bring(operation, restored.get(operation.key))
      count++
    } catch (error) {
      problem(operation.name, error)
    }
  }
  return count

  function isWanted(operation: HeldOperation): boolean {
    const { key, account, overlap } = operation
    if (!canBring(store, operation)) return false
    if (overlap !== undefined && !restored.has(overlap.old)) return false
    const isNew = !known.has(key) && (account === undefined || accountOf.get(account) !== undefined)
    return restored.has(key) || isNew
  }

  async function bring(operation: HeldOperation, at: Restored | undefined): Promise<void> {
    const id = operation.id as OperationId
    const key = at?.key ?? (operation.key as OperationRecord['key'])
    const { overlap, completion, ...fields } = without(operation, 'recoveryKey', 'sealed', 'secret')
    await bringSeals(id, operation)
    const version = await numberOf(operation, key, at)
    store.transaction(() =>
      store.operations.put({
        ...fields,
        before: beforeOf(fields.before),
        issued: issuedOf(fields.issued),
        assessment: fields.assessment,
        id,
        key,
        version,
        account: operation.account === undefined ? undefined : accountOf.get(operation.account),
        error: operation.error as AppError | undefined,
        overlap: overlapHere(overlap),
        ...(completion && { completion: completion as OperationRecord['completion'] }),
      }),
    )
    changes.touch({ operations: [id], keys: [key] })
  }

  async function bringSeals(id: OperationId, { recoveryKey, sealed }: HeldOperation): Promise<void> {
    if (recoveryKey !== undefined) await keychain.keep(recoveryEntry(id), recoveryKey)
    for (const { name, bytes } of sealed)
      if (operationOf(name) === id && sealedResponses.read(name as OperationId) === undefined)
        sealedResponses.write(name as OperationId, bytes)
  }

  /** The number that the operation's version has here. Stores a secret that is in no version yet under that number. */
  async function numberOf(
    { version, secret }: HeldOperation,
    key: OperationRecord['key'],
    at: Restored | undefined,
  ): Promise<number> {
    const number = at?.versions.get(version)
    if (number !== undefined) return number
    const free = await freeVersion(keychain, version, (one) => keyEntry(key, one))
    if (secret !== undefined) await keychain.keep(keyEntry(key, free), secret)
    return free
  }

  /** The other key of an overlap may have another id here. One that was not restored ends the overlap, as if it had been deleted. */
  function overlapHere(overlap: HeldOperation['overlap']): OperationRecord['overlap'] {
    if (overlap === undefined) return undefined
    const old = restored.get(overlap.old)
    const { oldVersion } = overlap
    return {
      ...overlap,
      old: old?.key ?? overlap.old,
      ...(oldVersion !== undefined && { oldVersion: old?.versions.get(oldVersion) ?? oldVersion }),
    }
  }
}

/** JSON leaves out `undefined`: these put the field back. */
const beforeOf = (before: HeldOperation['before']): OperationRecord['before'] =>
  before && { ...before, createdAt: before.createdAt }
const issuedOf = (issued: HeldOperation['issued']): OperationRecord['issued'] =>
  issued && { ...issued, createdAt: issued.createdAt }
