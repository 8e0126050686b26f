/** Which ways to recover a vault that did not open make sense. Pure. */
import type { VaultTrouble } from '../../../shared/contract/errors.ts'

export interface ReopenOffers {
  /** False if opening a backup would only lose an intact vault. */
  readonly backups: boolean
  /** An empty vault in its place. The present file is then kept aside. */
  readonly anew: boolean
}

const RETRY_ONLY: ReopenOffers = { backups: false, anew: false }
const ALL: ReopenOffers = { backups: true, anew: true }

const OFFERS: Record<VaultTrouble, ReopenOffers> = {
  damaged: ALL,
  newer: RETRY_ONLY,
  foreign: ALL,
  'in-use': RETRY_ONLY,
  unreadable: { backups: true, anew: false },
  'read-only': RETRY_ONLY,
  missing: ALL,
  'disk-full': RETRY_ONLY,
}

export const reopenOffers = (why: VaultTrouble): ReopenOffers => OFFERS[why]
