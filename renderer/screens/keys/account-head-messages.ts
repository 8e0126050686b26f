/** The messages above an account's keys. Pure. */
import { durationWords } from '../../../shared/expiry/expiry.ts'

export const accountHeadMessages = {
  label: (account: string) => `Account ${account}`,
  sync: (account: string) => `Sync ${account}`,
  cancelSync: 'Cancel sync',
  menu: (account: string) => `More for ${account}`,
  /** The time since the last sync is shown after this text. */
  synced: 'synced',
  progress: 'Keys seen',
} as const

export const accountTroubleMessages = {
  syncAgain: 'Sync again',
  edit: 'Edit account…',
  /** Positive: this machine's clock is ahead. */
  skew: (ms: number) =>
    `This computer’s clock is ${durationWords(ms)} ${ms > 0 ? 'ahead of' : 'behind'} the provider’s`,
  skewDetail: 'Expiry countdowns may be off by the same amount.',
  credentialExpired: 'The credential of this account has expired',
  credentialExpires: (duration: string) => `The credential expires in ${duration}`,
  updateCredential: 'Update credential…',
} as const
