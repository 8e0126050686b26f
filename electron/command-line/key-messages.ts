/** Words for the states of keys, in columns and lists. */
import type { KeyState } from '../../shared/expiry/expiry.ts'
import type { SecretState, VersionRow } from '../../shared/model/model.ts'

export const STATE: Record<KeyState, string> = {
  active: 'active',
  expiring: 'expiring',
  expired: 'expired',
  'not-yet-valid': 'not yet valid',
  disabled: 'disabled',
  frozen: 'frozen',
  gone: 'deleted at provider',
  unknown: 'no expiry set',
}

export const SECRET: Record<SecretState, string> = {
  held: 'stored',
  missing: 'not stored',
  stale: 'outdated',
  unsaved: 'not saved yet',
}

export const ORIGIN: Record<VersionRow['origin'], string> = {
  typed: 'entered manually',
  created: 'created through Keyhold',
  regenerated: 'regenerated through Keyhold',
  adopted: 'taken over from the account',
}

export const VERSION_STATUS: Record<VersionRow['status'], string> = {
  current: 'current',
  retiring: 'still works until you retire it',
  previous: 'previous',
}

export const BY_HAND_ACCOUNT = '(manual)'
