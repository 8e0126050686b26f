/** Keeps notices: findings of the vault that the user must know of, until the program ends. */
import type { Notice } from '../../../shared/contract/snapshot.ts'

export interface Notices {
  all(): readonly Notice[]
  /** Adds the notice, or replaces the one of the same kind and name. */
  add(notice: Notice): void
  /** Removes a notice that no longer applies. */
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
