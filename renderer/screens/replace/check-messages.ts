/** Messages for the result of the check of an old key before it is retired. Pure. */
import { agoWords } from '../../../shared/expiry/expiry.ts'
import type { OverlapCheck } from '../../../shared/model/operation.ts'

export interface CheckMessage {
  readonly tone: 'good' | 'warn' | 'note'
  readonly title: string
  readonly detail: string
}

/** `now`: epoch milliseconds, main's clock. */
export function checkMessage(check: OverlapCheck, provider: string, now: number): CheckMessage {
  if (check.status === 'gone')
    return {
      tone: 'note',
      title: `The old key is deleted at ${provider}`,
      detail: 'Retiring it only updates Keyhold.',
    }
  if (check.usedSince === 'yes')
    return {
      tone: 'warn',
      title: 'The old key is still in use',
      detail: `${lastUse(check, now)}, after the new key was created. Whatever uses it breaks when you retire it.`,
    }
  if (check.usedSince === 'no')
    return {
      tone: 'good',
      title: 'The old key hasn’t been used since the new one was created',
      detail: check.lastUsedAt === undefined ? 'No use recorded.' : `${lastUse(check, now)}.`,
    }
  return {
    tone: 'note',
    title: `${provider} doesn’t report key usage`,
    detail: 'Make sure everything uses the new key.',
  }
}

const lastUse = ({ lastUsedAt }: OverlapCheck, now: number) =>
  lastUsedAt === undefined ? 'It was last used' : `It was last used ${agoWords(lastUsedAt, now)}`
