/** Messages of the approvals and denials in the settings. */
import type { ApprovalRow } from '../../../shared/contract/approvals.ts'
import { untilLockWords } from '../../approval/approval-messages.ts'
import { momentText } from '../../messages/dates.ts'

export const approvalMessages = {
  none: 'No program may use a secret without asking.',
  noneDenied: 'You have denied no program.',
  loading: 'Loading approvals',
  /** Each followed by names. */
  in: 'in',
  startedBy: 'Started by',
  keys: (count: number) => (count === 1 ? 'Key:' : 'Keys:'),
  agent: 'For agents only',
  revoke: 'Revoke',
  revokeOf: (program: string) => `Revoke the approval of ${program}`,
  revoked: 'Approval revoked',
  askAgain: 'Allow asking again',
  askAgainOf: (program: string) => `Allow asking again (${program})`,
  mayAsk: 'The program may ask again',
} as const

export const untilWords = ({ until }: Pick<ApprovalRow, 'until'>, hasLock: boolean): string =>
  until === undefined ? untilLockWords(hasLock) : `Until ${momentText(until)}`
