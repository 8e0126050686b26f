/** What the vault found by itself and the user has to know of, until the program ends. */
import type { Notice } from '../../../shared/contract/snapshot.ts'

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
