/** Words for the versions and the account of a key, in columns and lists. */
import type { VersionRow } from '../../shared/model/model.ts'

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
