/** The sealed responses of operations: written as soon as the disk accepts them, and deleted only when their secret is safe. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import { recoveryEntry } from '../keychain/entry-names.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { operationOf } from './sealed-folder.ts'
import type { Answer } from '../ports/provider.ts'
import type { SealedResponseStore } from '../ports/store.ts'
import type { Clock, Log } from '../ports/world.ts'
import { newRecoveryKey, seal, unseal } from './response-seal.ts'
import type { Secret } from '../ports/secret.ts'

/** How often a write that the disk has refused is retried, for as long as the program runs. */
const RETRY_MS = 30_000

interface Deps {
  readonly sealedResponses: SealedResponseStore
  readonly keychain: Keychain
  readonly clock: Clock
  readonly log: Log
  /** Reports a sealed response that does not open. The file is kept. */
  readonly unreadable: (operation: OperationId) => void
}

/** Except for opening, none of these throws: a failure of sealing must not lose the secret, which has other ways to safety. */
export interface Sealing {
  /** Seals `answer` and writes it. A response that the disk refuses is kept in memory, sealed, for {@link Sealing.writeAgain}. */
  seal(operation: OperationId, recoveryKey: Secret, answer: Answer): void
  /** The same for a secret that the user has brought, with a key of its own. Does nothing if the keychain cannot store the key. */
  sealTyped(operation: OperationId, secret: Secret): Promise<void>
  /** Tries once more to write the responses that the disk has refused. */
  writeAgain(): void
  /** Whether the sealed response is on disk, where it survives the program. */
  isOnDisk(operation: OperationId): boolean
  /** Sealed responses that the disk has refused: they would be lost when the program ends. */
  unwritten(): readonly OperationId[]
  /** Deletes the recovery key of an operation without a sealed response. Does nothing if there is one. */
  forgetUnusedKey(operation: OperationId): Promise<void>
  /** The secret is safe: only now may the sealed copy and its key be deleted. A failed deletion is retried another time. */
  forget(operation: OperationId): Promise<void>
  /**
   * The newest sealed response, opened; `undefined` if there is none. Throws Failure `keychain` (`no-entry` if it does not open) or `vault`. The
   * caller wipes it.
   */
  open(operation: OperationId): Promise<Answer | undefined>
  /** Every response that opens, the newest first. Throws as `open`. */
  openAll(operation: OperationId): Promise<readonly Answer[]>
}

export function createSealing({ sealedResponses, keychain, clock, log, unreadable }: Deps): Sealing {
  /** Newest last. */
  const waiting = new Map<OperationId, readonly Uint8Array[]>()
  let isRetryDue = false

  function attempt(what: string, run: () => void): void {
    try {
      run()
    } catch (error) {
      log.unexpected(what, error)
    }
  }

  function writeAgain(): void {
    for (const [id, sealed] of waiting)
      attempt('write a sealed response', () => {
        for (const [at, one] of sealed.entries()) {
          sealedResponses.write(id, one)
          waiting.set(id, sealed.slice(at + 1))
        }
        waiting.delete(id)
      })
    if (waiting.size > 0) retryLater()
  }

  function retryLater(): void {
    if (isRetryDue) return
    isRetryDue = true
    clock.after(RETRY_MS, () => {
      isRetryDue = false
      writeAgain()
    })
  }

  /** Also true if the folder cannot be read: the response may be in it, so its recovery key must stay. */
  function isSealed(id: OperationId): boolean {
    try {
      return waiting.has(id) || sealedResponses.read(id) !== undefined
    } catch (error) {
      log.unexpected('look for a sealed response', error)
      return true
    }
  }

  function sealNow(id: OperationId, recoveryKey: Secret, answer: Answer): void {
    attempt('seal an answer', () =>
      waiting.set(id, [...(waiting.get(id) ?? []), seal(recoveryKey, id, answer)]),
    )
    writeAgain()
  }

  async function forgetKey(id: OperationId): Promise<boolean> {
    try {
      await keychain.forget(recoveryEntry(id))
      return true
    } catch (error) {
      log.unexpected('forget a recovery key', error)
      return false
    }
  }

  /** The operation's own name and those of its earlier responses, the newest first. */
  const namesOf = (id: OperationId): readonly OperationId[] =>
    sealedResponses
      .list()
      .filter((name) => operationOf(name) === id)
      .sort((one, other) =>
        one === id ? -1 : other === id ? 1 : other.localeCompare(one, 'en', { numeric: true }),
      )
      .map((name) => name as OperationId)

  async function unsealed(id: OperationId, names: readonly OperationId[]): Promise<readonly Answer[]> {
    const sealed = [
      ...(waiting.get(id) ?? []).toReversed(),
      ...names.flatMap((name) => sealedResponses.read(name) ?? []),
    ]
    if (sealed.length === 0) return []
    const recoveryKey = await keychain.take(recoveryEntry(id))
    const answers = sealed.flatMap((one) => (recoveryKey && unseal(recoveryKey, id, one)) ?? [])
    recoveryKey?.wipe()
    if (answers.length > 0) return answers
    unreadable(id)
    throw new Failure({ kind: 'keychain', why: 'no-entry' })
  }

  return {
    seal: sealNow,
    async sealTyped(id, secret) {
      const recoveryKey = newRecoveryKey()
      try {
        await keychain.keep(recoveryEntry(id), recoveryKey)
        secret.use((bytes) => sealNow(id, recoveryKey, { status: 0, body: bytes }))
      } catch {
        // Storing the secret in the keychain will fail as well, and that failure becomes the outcome.
      } finally {
        recoveryKey.wipe()
      }
    },
    writeAgain,
    isOnDisk(id) {
      try {
        return !waiting.has(id) && sealedResponses.read(id) !== undefined
      } catch {
        return false
      }
    },
    unwritten: () => [...waiting.keys()],
    async forgetUnusedKey(id) {
      if (!isSealed(id)) await forgetKey(id)
    },
    async forget(id) {
      waiting.delete(id)
      // The files are deleted last: if the program ends in between, the next start finds the files again. A keychain entry could not be found in
      // that way.
      if (await forgetKey(id))
        attempt('remove a sealed response', () => {
          for (const name of namesOf(id).toReversed()) sealedResponses.remove(name)
        })
    },
    open: async (id) => (await unsealed(id, [id]))[0],
    openAll: async (id) => unsealed(id, namesOf(id)),
  }
}
