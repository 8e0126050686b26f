/** What the vault found by itself and the user has to know of, until the program ends. */
import { operationOf } from './left-seals.ts'
import type { Notice } from '../../shared/snapshot.ts'
import type { RescueShelf, Store } from './ports/store.ts'

export interface Notices {
  all(): readonly Notice[]
  /** Adds it, or replaces the one of the same kind and name. */
  add(notice: Notice): void
  /** Takes back what is no longer so. */
  remove(kind: Notice['kind'], name?: string): void
}

export function createNotices(changed: () => void): Notices {
  const found = new Map<string, Notice>()
  const keyOf = (kind: Notice['kind'], name = '') => `${kind} ${name}`
  return {
    all: () => [...found.values()],
    add(notice) {
      found.set(keyOf(notice.kind, 'name' in notice ? notice.name : ''), notice)
      changed()
    },
    remove(kind, name) {
      if (found.delete(keyOf(kind, name))) changed()
    },
  }
}

/** Sealed answers that the journal knows nothing of: left by a database that has since been replaced by a backup. Kept, and told. */
export function unclaimed(shelf: RescueShelf, store: Store): string[] {
  return shelf.list().filter((name) => store.operations.get(operationOf(name)) === undefined)
}
