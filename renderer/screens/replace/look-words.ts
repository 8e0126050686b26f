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
      detail: 'Retiring it only settles that here.',
    }
  if (look.usedSince === 'yes')
    return {
      tone: 'warn',
      title: 'The old key is still in use',
      detail: `${lastUse(look, now)}, after the new one was there. Whatever uses it breaks when it is retired.`,
    }
  if (look.usedSince === 'no')
    return {
      tone: 'good',
      title: 'The old key was not used since the new one is there',
      detail: look.lastUsedAt === undefined ? 'No use of it is known at all.' : `${lastUse(look, now)}.`,
    }
  return {
    tone: 'note',
    title: `${provider} does not tell whether the old key is still in use`,
    detail: 'See for yourself that everything has the new one.',
  }
}

const lastUse = ({ lastUsedAt }: OverlapLook, now: number) =>
  lastUsedAt === undefined ? 'It was last used' : `It was last used ${agoWords(lastUsedAt, now)}`
