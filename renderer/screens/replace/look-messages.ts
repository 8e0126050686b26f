/** What a look at the old key has told before it is retired, in words. Pure. */
import { agoWords } from '../../../shared/expiry/expiry.ts'
import type { OverlapLook } from '../../../shared/model/operation.ts'

export interface LookWords {
  readonly tone: 'good' | 'warn' | 'note'
  readonly title: string
  readonly detail: string
}

/** `now`: epoch milliseconds, main's clock. */
export function lookWords(look: OverlapLook, provider: string, now: number): LookWords {
  if (look.stands === 'gone')
    return {
      tone: 'note',
      title: `${provider} no longer has the old key`,
      detail: 'Retiring it only updates Keyhold.',
    }
  if (look.usedSince === 'yes')
    return {
      tone: 'warn',
      title: 'The old key is still in use',
      detail: `${lastUse(look, now)}, after the new key was created. Whatever uses it breaks when you retire it.`,
    }
  if (look.usedSince === 'no')
    return {
      tone: 'good',
      title: 'The old key hasn’t been used since the new one was created',
      detail: look.lastUsedAt === undefined ? 'No use of it is known.' : `${lastUse(look, now)}.`,
    }
  return {
    tone: 'note',
    title: `${provider} doesn’t report key usage`,
    detail: 'Make sure everything uses the new key.',
  }
}

const lastUse = ({ lastUsedAt }: OverlapLook, now: number) =>
  lastUsedAt === undefined ? 'It was last used' : `It was last used ${agoWords(lastUsedAt, now)}`
