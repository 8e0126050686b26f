/** Messages for setting, changing and turning off the app lock. Pure. */
import { MIN_PASSPHRASE, type PassphraseProblem } from '../../../shared/model/passphrase.ts'

export const lockSettingsMessages = {
  set: 'Set a passphrase…',
  lockNow: 'Lock now',
  change: 'Change the passphrase…',
  turnOff: 'Turn the lock off…',
} as const

export const lockFormMessages = {
  old: 'Current passphrase',
  next: 'New passphrase',
  nextHelp: `At least ${MIN_PASSPHRASE} characters. Use several random words.`,
  again: 'Repeat new passphrase',
  mismatch: 'Passphrases don’t match.',
} as const

/** For each command of the form: the label of its button, and the text of its toast. */
export const LOCK_ACTIONS = {
  set: { confirm: 'Set the passphrase', done: 'The lock is set' },
  change: { confirm: 'Change the passphrase', done: 'Passphrase changed' },
  'turn-off': { confirm: 'Turn the lock off', done: 'The lock is off' },
} as const

/** Why a new passphrase is not accepted. */
export const PASSPHRASE_PROBLEMS: Record<PassphraseProblem, string> = {
  'too-short': `Use at least ${MIN_PASSPHRASE} characters.`,
  'too-simple': 'Use more different characters.',
}
