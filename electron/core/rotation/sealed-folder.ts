/** The folder of sealed responses as the vault sees it. A folder that cannot be read is reported and stops nothing. */
import type { Instant, OperationId } from '../../../shared/model/model.ts'
import type { OperationState } from '../../../shared/model/operation.ts'
import { isSideBySide } from '../../../shared/model/overlap.ts'
import type { Notices } from '../projection/notices.ts'
import type { OperationRecord, SealedResponseStore, Store } from '../ports/store.ts'
import type { Log } from '../ports/world.ts'

export interface SealedFolder {
  /** The operations with sealed responses, by name; `undefined` if the folder cannot be read. */
  names(): ReadonlySet<string> | undefined
  /** Reports responses that belong to no operation, and whether the folder can be read. */
  check(): void
}

interface Deps {
  readonly sealedResponses: SealedResponseStore
  readonly store: Store
  readonly notices: Notices
  readonly log: Log
  readonly now: () => Instant
}

export function createSealedFolder({ sealedResponses, store, notices, log, now }: Deps): SealedFolder {
  let isShut = false

  function report(error: unknown): void {
    if (!isShut) {
      log.unexpected('read the folder of sealed responses', error)
      notices.add({ kind: 'sealed-response-folder', at: now() })
    }
    isShut = true
  }

  return {
    names() {
      try {
        return new Set(sealedResponses.list())
      } catch (error) {
        report(error)
        return undefined
      }
    },

    check() {
      try {
        for (const name of unreferenced(sealedResponses, store))
          notices.add({ kind: 'sealed-response-unreferenced', name, at: now() })
        isShut = false
        notices.remove('sealed-response-folder')
      } catch (error) {
        report(error)
      }
    },
  }
}

const ENDED_WELL: readonly OperationState[] = ['done', 'rolled-back']

/** The operation of a sealed response, by its name. An earlier response of the same operation has a suffix. */
export const operationOf = (name: string): OperationId => name.replace(/\.earlier-[0-9]+$/, '') as OperationId

/** In each of these states the keychain has stored the secret and read it back. */
export const isBroughtHome = (operation: OperationRecord): boolean =>
  isSideBySide(operation) || ENDED_WELL.includes(operation.state)

/** Ended operations that still have a sealed response. Returns nothing if the folder cannot be read; the next start retries. */
export function endedWithSeal(
  sealedResponses: SealedResponseStore,
  store: Store,
  log: Log,
): OperationRecord[] {
  try {
    const sealed = sealedResponses.list().flatMap((name) => store.operations.get(name as OperationId) ?? [])
    return sealed.filter(({ state }) => ENDED_WELL.includes(state))
  } catch (error) {
    log.unexpected('look for sealed responses', error)
    return []
  }
}

/** Sealed responses without a journal row, left by a database that was since replaced by a backup. They are kept and reported. */
function unreferenced(sealedResponses: SealedResponseStore, store: Store): string[] {
  return sealedResponses.list().filter((name) => store.operations.get(operationOf(name)) === undefined)
}
