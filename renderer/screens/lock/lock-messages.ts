/** Messages of the lock: why the app is locked, how to unlock it, and how to remove the lock. Pure. */
import type { LockCause } from '../../../shared/model/lock.ts'
import { durationWords } from '../../../shared/expiry/expiry.ts'

const CAUSES: Record<LockCause, string> = {
  hand: 'You locked Keyhold',
  idle: 'Locked after inactivity',
  suspend: 'Locked on sleep',
  screen: 'Locked together with the screen',
  start: 'Locked at startup',
}

export const causeWords = (cause: LockCause): string => CAUSES[cause]

export const lockMessages = {
  title: 'Keyhold is locked',
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlockWithSystem: 'Unlock with Touch ID',
  forgotten: 'Forgot the passphrase?',
  mustWait: (wait: string) => `Too many wrong passphrases. You can try again in ${wait}.`,
  removalCancelled: 'Removal of the lock cancelled',
  removalCancelledDetail: 'Someone requested it while Keyhold was locked.',
} as const

export const forgottenMessages = {
  title: 'Forgot the passphrase',
  intro:
    'You can remove the lock without the passphrase. Your keys, their names and their secrets stay exactly as they are.',
  systemAsks: 'Your Mac checks your identity first.',
  waitAsks: 'To protect you, removal takes 24 hours. Unlocking Keyhold in the meantime cancels it.',
  removeWithSystem: 'Remove the lock with Touch ID',
  startWait: 'Start 24-hour removal',
  overTitle: 'The wait is over',
  overDetail: 'Without the lock, Keyhold opens without a passphrase. You can set a new one in the settings.',
  keep: 'Keep the lock',
  remove: 'Remove the lock',
  requestedTitle: 'Removal of the lock requested',
  requestedDetail: (requestedAt: string, wait: string) =>
    `Requested on ${requestedAt}. Possible in ${wait}, if this computer stays on. Changing its clock doesn’t help.`,
  cancelRemoval: 'Cancel removal',
} as const

/** The time left, such as "2 min". It is rounded up to the second, so that the wait is never stated too short. */
export const waitWords = (leftMs: number): string => durationWords(Math.max(1_000, leftMs + 999))
