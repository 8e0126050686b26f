/** The folder of sealed answers as the vault sees it: what lies there, or that it cannot be read, which is told and stops nothing. */
import type { Instant, OperationId } from '../../../shared/model/model.ts'
import { unclaimed } from './left-seals.ts'
import type { Notices } from '../projection/notices.ts'
import type { RescueShelf, Store } from '../ports/store.ts'
import type { Log } from '../ports/world.ts'

export interface SealedFolder {
  /** Whether an answer to this operation lies there; `undefined` where the folder cannot be read. */
  holds(operation: OperationId): boolean | undefined
  /** Tells of what belongs to no operation, and whether the folder can be read. */
  look(): void
}

interface Deps {
  readonly shelf: RescueShelf
  readonly store: Store
  readonly notices: Notices
  readonly log: Log
  readonly now: () => Instant
}

export function createSealedFolder({ shelf, store, notices, log, now }: Deps): SealedFolder {
  let isShut = false

  function tell(error: unknown): void {
    if (!isShut) {
      log.unexpected('read the folder of sealed answers', error)
      notices.add({ kind: 'rescue-folder', at: now() })
    }
    isShut = true
  }

  return {
    holds(operation) {
      try {
        return shelf.list().includes(operation)
      } catch (error) {
        tell(error)
        return undefined
      }
    },

    look() {
      try {
        for (const name of unclaimed(shelf, store)) notices.add({ kind: 'rescue-unclaimed', name, at: now() })
        isShut = false
        notices.remove('rescue-folder')
      } catch (error) {
        tell(error)
      }
    },
  }
}
