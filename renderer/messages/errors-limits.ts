/** Messages for the main process's refusals: hosts that are not confirmed, calls without a user gesture, and calls that are too many or too large. */
import type { AppError, LimitTrouble } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

type HostWhy = Extract<AppError, { kind: 'host' }>['why']

export const hostSentence = (why: HostWhy, host: string): Sentence =>
  why === 'refused'
    ? {
        title: `You didn’t allow ${host}`,
        detail: 'Nothing was sent.',
        action: 'Check the address, then try again.',
      }
    : {
        title: `${host} isn’t confirmed yet`,
        detail:
          'Keyhold asks before it sends a credential to an address that was typed in. Nothing was sent.',
        action: 'Sync this account to confirm its address.',
      }

export const LIMITS: Readonly<Record<LimitTrouble, Sentence>> = {
  'no-gesture': {
    title: 'Press the button once more',
    detail: 'Keyhold does this only right after you press a key or a button in its window.',
  },
  'too-often': {
    title: 'Too many times in one minute',
    detail: 'Keyhold limits this in case something other than you asks for it. Nothing was done.',
    action: 'Wait a minute, then try again.',
  },
  'dialog-open': {
    title: 'Another dialog is open',
    detail: 'Nothing was done.',
    action: 'Answer the open dialog first.',
  },
  'too-many-calls': {
    title: 'Keyhold is busy with earlier requests',
    detail: 'Nothing was done.',
    action: 'Try again in a moment.',
  },
  'too-large': {
    title: 'This is too much at once',
    detail: 'Nothing was done.',
    action: 'Choose fewer keys or a shorter text.',
  },
}
