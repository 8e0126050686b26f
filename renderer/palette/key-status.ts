/** A key's status in the few words that fit the palette, and the warning after copying it. Pure. */
import {
  DAY_MS,
  expiresWords,
  isUsable,
  keyState,
  timeLeft,
  type KeyState,
} from '../../shared/expiry/expiry.ts'
import { capital, OVERLAP_STATES } from '../../shared/expiry/state-messages.ts'
import type { KeyRow } from '../../shared/model/model.ts'
import { isOverdue, overlapLeft } from '../../shared/model/overlap.ts'
import { STALE_COPIED } from '../messages/clipboard-messages.ts'
import { overlapSign, secretSigns, stateSigns } from '../parts/state-badge.tsx'
import type { IconName } from '../parts/icons.ts'
import { COPY_WARNINGS } from './palette-messages.ts'

export interface KeyStatus {
  readonly word: string
  readonly icon: IconName
  readonly tone: string
  /** "in 6 days", "3 days ago", "never"; for a key that is being retired, "4 h left". */
  readonly until: string
}

/** An expiry later than this is not relevant to a copy. */
const NEAR_MS = 14 * DAY_MS

/**
 * `now` and `leadMs` are in milliseconds. `undefined` for a key that simply works for now: a status beside every key would hide those that
 * matter. A missing secret takes precedence over the key's state, because there is nothing to copy.
 */
export function statusOf(row: KeyRow, now: number, leadMs: number): KeyStatus | undefined {
  const state = keyState(row, now, leadMs)
  const { overlap } = row
  if (isCalm(row, state, now)) return undefined
  if (overlap?.role === 'old' && isUsable(state)) {
    const tone = isOverdue(overlap, now) ? 'warn' : 'soft'
    return {
      word: capital(OVERLAP_STATES.retiring),
      icon: 'retiring',
      tone,
      until: overlapLeft(overlap, now),
    }
  }
  return { ...signOf(row, state, now), until: expiresWords(row, now) }
}

const isCalm = (row: KeyRow, state: KeyState, now: number): boolean =>
  row.secret === 'held' &&
  row.overlap === undefined &&
  (state === 'active' || state === 'unknown') &&
  (timeLeft(row, now) ?? Infinity) >= NEAR_MS

/** The sign of a missing or doubtful secret, else the sign of the key's state, each with the list's label. */
function signOf(row: KeyRow, state: KeyState, now: number): Omit<KeyStatus, 'until'> {
  if (row.secret !== 'held') return secretSigns[row.secret]
  return overlapSign(row, state, now) ?? stateSigns[state]
}

/** The warning to show after copying this key, or `undefined`. */
export function copyWarning(row: KeyRow, now: number, leadMs: number): string | undefined {
  if (row.secret === 'stale') return STALE_COPIED
  if (row.overlap?.role === 'old') return COPY_WARNINGS.retiring
  return COPY_WARNINGS[keyState(row, now, leadMs)]
}
