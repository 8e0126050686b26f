/**
 * The one vocabulary of states: of a key, of its secret, and of the two keys of an overlap. List, panel, palette, tray, timeline, history and the
 * command line show these words, which stand in a sentence; `capital` begins a label with one. Pure.
 */
import type { SecretState } from '../model/model.ts'
import type { KeyState } from './expiry.ts'

export const KEY_STATES: Record<KeyState, string> = {
  active: 'active',
  expiring: 'expiring',
  expired: 'expired',
  'not-yet-valid': 'not yet valid',
  disabled: 'disabled',
  frozen: 'frozen',
  gone: 'deleted at provider',
  unknown: 'no expiry set',
}

export const SECRET_STATES: Record<SecretState, string> = {
  held: 'stored',
  missing: 'not stored',
  stale: 'outdated',
  unsaved: 'not saved yet',
}

/** A key whose provider lists another key that looks like it with a new secret. */
export const ROTATED_ELSEWHERE = 'probably rotated elsewhere'

export type OverlapState = 'new' | 'retiring' | 'retired'

export const OVERLAP_STATES: Record<OverlapState, string> = {
  new: 'new',
  retiring: 'retiring',
  retired: 'retired',
}

/** A secret's state where the key's own state could stand in its place: "secret not stored". */
export const secretWords = (state: SecretState): string => `secret ${SECRET_STATES[state]}`

const isUsual = (state: KeyState): boolean =>
  state === 'active' || state === 'expiring' || state === 'unknown'

/**
 * The state of a key by its role in an overlap. It replaces the state of a key that works. The state of a key that does not work is more
 * important, so the result is `undefined` for such a key, except a disabled old key, which is `retired`.
 */
export function overlapState(role: 'old' | 'new' | undefined, state: KeyState): OverlapState | undefined {
  if (role === undefined) return undefined
  if (role === 'old' && state === 'disabled') return 'retired'
  if (!isUsual(state)) return undefined
  return role === 'new' ? 'new' : 'retiring'
}

/** `text` with a capital first letter, for a label. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
