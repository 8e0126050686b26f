/** How a key stands, in the few words that the palette has room for, and what to say when it is copied all the same. Pure. */
import { expiresWords, isUsable, keyState, type KeyState } from '../../shared/expiry/expiry.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { isOverdue, overlapLeft } from '../../shared/model/overlap.ts'
import { overlapSign, secretSigns, stateSigns } from '../parts/state-badge.tsx'
import type { IconName } from '../parts/icons.ts'

export interface KeyStatus {
  readonly word: string
  readonly icon: IconName
  readonly tone: string
  /** "in 6 days", "3 days ago", "never"; while it is being retired, "4 h left". */
  readonly until: string
}

/** `now` and `leadMs` in milliseconds. A secret that is not here comes before everything: there is nothing to copy. */
export function statusOf(row: KeyRow, now: number, leadMs: number): KeyStatus {
  const state = keyState(row, now, leadMs)
  const { overlap } = row
  if (overlap?.role === 'old' && isUsable(state)) {
    const tone = isOverdue(overlap, now) ? 'warn' : 'soft'
    return { word: 'Retiring', icon: 'retiring', tone, until: overlapLeft(overlap, now) }
  }
  return { ...signOf(row, state, now), until: expiresWords(row, now) }
}

/** The secret's sign where there is none or a doubtful one, else the state, each in the words of the list. */
function signOf(row: KeyRow, state: KeyState, now: number): Omit<KeyStatus, 'until'> {
  if (row.secret !== 'held') return secretSigns[row.secret]
  return overlapSign(row, state, now) ?? stateSigns[state]
}

const WARNINGS: Partial<Record<KeyState, string>> = {
  expired: 'It has expired.',
  disabled: 'It is disabled at its provider.',
  frozen: 'Its provider has frozen it.',
  gone: 'It was deleted at its provider.',
  'not-yet-valid': 'It is not valid yet.',
}

/** What is worth knowing right after copying this key; mostly nothing. */
export function copyWarning(row: KeyRow, now: number, leadMs: number): string | undefined {
  if (row.secret === 'stale') return 'Rotated elsewhere; this secret may not work.'
  if (row.overlap?.role === 'old') return 'It is being retired; another key takes its place.'
  return WARNINGS[keyState(row, now, leadMs)]
}
