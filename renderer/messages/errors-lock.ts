/** The words for what the app lock refuses. */
import { durationWords } from '../../shared/expiry/expiry.ts'
import type { LockTrouble } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

const LOCK: Record<LockTrouble, Sentence> = {
  wrong: { title: 'That is not the passphrase', detail: 'Nothing was opened.' },
  wait: {
    title: 'Too many wrong passphrases',
    detail: 'Each further one makes the wait longer, up to 15 minutes. This one was not looked at.',
  },
  off: { title: 'There is no lock', detail: 'It was turned off in the meantime.' },
  set: { title: 'There is a lock already', detail: 'Its passphrase was not changed.' },
  'not-proved': {
    title: 'The system did not say that it is you',
    detail: 'The lock stays as it is.',
    wayOut: 'Try again, or use the passphrase.',
  },
  'not-due': {
    title: 'The wait is not over',
    detail: 'The lock stays as it is.',
  },
}

/** `leftMs`: how long until the next try, where there is a wait. */
export function lockSentence(why: LockTrouble, leftMs?: number): Sentence {
  const words = LOCK[why]
  if (leftMs === undefined || leftMs <= 0) return words
  return { ...words, wayOut: `The next try is open in ${durationWords(leftMs + 999)}.` }
}

export const lockedSentence: Sentence = {
  title: 'Keyhold is locked',
  detail: 'Nothing is shown or copied until it is unlocked. What was under way goes on to its end.',
}
