/** The folder of sealed answers as the vault sees it: what lies there, or that it cannot be read, which is told and stops nothing. */
import type { Instant, OperationId } from '../../../shared/model/model.ts'
import type { OperationState } from '../../../shared/model/operation.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { Notices } from '../projection/notices.ts'
import type { OperationRecord, RescueShelf, Store } from '../ports/store.ts'
import type { Log } from '../ports/world.ts'

export interface SealedFolder {
  /** The operations whose answers lie there, by name; `undefined` where the folder cannot be read. */
  names(): ReadonlySet<string> | undefined
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
    names() {
      try {
        return new Set(shelf.list())
      } catch (error) {
        tell(error)
        return undefined
      }
    },

    look() {
      try {
        for (const name of unreferenced(shelf, store))
          notices.add({ kind: 'rescue-unclaimed', name, at: now() })
        isShut = false
        notices.remove('rescue-folder')
      } catch (error) {
        tell(error)
      }
    },
  }
}

const ENDED_WELL: readonly OperationState[] = ['done', 'rolled-back']

/** Whose answer lies under a name on the shelf: one that came before another keeps a name of its own. */
export const operationOf = (name: string): OperationId => name.replace(/\.earlier-[0-9]+$/, '') as OperationId

/** On the way there the keychain took the secret and showed it again. */
export const isBroughtHome = (operation: OperationRecord): boolean =>
  isSideBySide(operation) || ENDED_WELL.includes(operation.state)

/** Operations that have ended so and still lie sealed. None where the shelf cannot be read: another start looks again. */
export function endedWithSeal(shelf: RescueShelf, store: Store, log: Log): OperationRecord[] {
  try {
    const sealed = shelf.list().flatMap((name) => store.operations.get(name as OperationId) ?? [])
    return sealed.filter(({ state }) => ENDED_WELL.includes(state))
  } catch (error) {
    log.unexpected('look for sealed answers', error)
    return []
  }
}

/** Sealed answers that the journal knows nothing of: left by a database that has since been replaced by a backup. Kept, and told. */
function unreferenced(shelf: RescueShelf, store: Store): string[] {
  return shelf.list().filter((name) => store.operations.get(operationOf(name)) === undefined)
}
