/** The sealed answers of operations: on the disk as soon as it takes them, and gone only when their secret is safe. */
import type { OperationId } from '../../shared/model.ts'
import { rescueEntry } from './entry-names.ts'
import type { Keychain } from './keychain.ts'
import type { Answer } from './ports/provider.ts'
import type { RescueShelf } from './ports/store.ts'
import type { Log } from './ports/world.ts'
import { seal } from './rescue.ts'
import type { Secret } from './secret.ts'

interface Deps {
  readonly shelf: RescueShelf
  readonly keychain: Keychain
  readonly log: Log
}

/** None of these throws: what goes wrong here must not cost the secret, which has other ways to safety. */
export interface Sealing {
  /** Seals `answer` and writes it; what the disk refuses is kept, sealed, for {@link Sealing.writeAgain}. */
  seal(operation: OperationId, rescueKey: Secret, answer: Answer): void
  /** Tries once more to write what the disk has refused. */
  writeAgain(): void
  /** Whether it lies on the disk, where it outlives the program. */
  isOnDisk(operation: OperationId): boolean
  /** No answer came, or none that was sealed: its key is of no use. Does nothing if there is one. */
  forgetUnusedKey(operation: OperationId): Promise<void>
  /** The secret is safe: only now may the sealed copy and its key go. What cannot go yet stays for another time. */
  forget(operation: OperationId): Promise<void>
}

export function createSealing({ shelf, keychain, log }: Deps): Sealing {
  const unwritten = new Map<OperationId, Uint8Array>()

  function attempt(what: string, act: () => void): void {
    try {
      act()
    } catch (error) {
      log.unexpected(what, error)
    }
  }

  function writeAgain(): void {
    for (const [id, sealed] of unwritten)
      attempt('write a sealed answer', () => {
        shelf.write(id, sealed)
        unwritten.delete(id)
      })
  }

  /** A shelf that cannot be read may hold it, and then its key must stay. */
  function isSealed(id: OperationId): boolean {
    try {
      return unwritten.has(id) || shelf.read(id) !== undefined
    } catch (error) {
      log.unexpected('look for a sealed answer', error)
      return true
    }
  }

  async function forgetKey(id: OperationId): Promise<boolean> {
    try {
      await keychain.forget(rescueEntry(id))
      return true
    } catch (error) {
      log.unexpected('forget a rescue key', error)
      return false
    }
  }

  return {
    seal(id, rescueKey, answer) {
      attempt('seal an answer', () => unwritten.set(id, seal(rescueKey, id, answer)))
      writeAgain()
    },
    writeAgain,
    isOnDisk(id) {
      try {
        return shelf.read(id) !== undefined
      } catch {
        return false
      }
    },
    async forgetUnusedKey(id) {
      if (!isSealed(id)) await forgetKey(id)
    },
    async forget(id) {
      unwritten.delete(id)
      // The file goes last: a program that ends in between finds it again, whereas nobody can ask a keychain what lies in it.
      if (await forgetKey(id)) attempt('remove a sealed answer', () => shelf.remove(id))
    },
  }
}
