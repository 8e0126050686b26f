/** Messages for refusals of the app lock. */
import { durationWords } from '../../shared/expiry/expiry.ts'
import type { LockTrouble } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

const LOCK: Record<LockTrouble, Sentence> = {
  wrong: { title: 'Wrong passphrase', detail: 'Check Caps Lock, then try again.' },
  wait: {
    title: 'Too many wrong passphrases',
    detail: 'Wait before trying again. Each wrong try extends the wait, up to 15 minutes.',
  },
  off: { title: 'There is no lock', detail: 'The lock was turned off in the meantime.' },
  set: { title: 'There is a lock already', detail: 'Its passphrase was not changed.' },
  'not-proved': {
    title: 'Couldn’t verify your identity',
    detail: 'The lock stays as it is.',
    action: 'Try again, or use the passphrase.',
  },
  'not-due': {
    title: 'The wait is not over',
    detail: 'The lock stays as it is.',
  },
}

/** `leftMs`: milliseconds until the next try, if there is a wait. */
export function lockSentence(why: LockTrouble, leftMs?: number): Sentence {
  const words = LOCK[why]
  if (leftMs === undefined || leftMs <= 0) return words
  return { ...words, action: `You can try again in ${durationWords(leftMs + 999)}.` }
}

export const lockedSentence: Sentence = {
  title: 'Keyhold is locked',
  detail: 'Unlock to view or copy keys. Running operations continue.',
}
