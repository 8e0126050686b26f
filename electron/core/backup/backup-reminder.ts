/** Reminds of a backup: that there is none, or that the newest one is old. */
import { DAY_MS } from '../../../shared/expiry/expiry.ts'
import type { BackupState } from '../../../shared/backup/state.ts'
import type { Instant } from '../../../shared/model/model.ts'
import type { Clock, Log } from '../ports/world.ts'
import { isTooOld } from './automatic.ts'

/** How long a new vault may have no backup before the user is reminded. */
const FIRST_REMINDER_MS = 7 * DAY_MS
const SNOOZE_MS = 30 * DAY_MS

/** As its notice is called; `undefined`: none. */
export type BackupReminder = 'backup-old' | 'backup-none' | undefined

/** Whether nobody has ever made a backup, or tried to. */
const isWithout = ({ last, failed, automatic }: BackupState): boolean =>
  last === undefined && failed === undefined && automatic === undefined

/** The reminder that is due in a vault that is not empty. */
export function dueReminder(state: BackupState, now: Instant): BackupReminder {
  const { remindAt } = state
  // A wait that is longer than a snooze was set by a wrong clock.
  if (remindAt !== undefined && now < remindAt && remindAt - now <= SNOOZE_MS) return undefined
  if (isTooOld(state, now)) return 'backup-old'
  return remindAt !== undefined && isWithout(state) ? 'backup-none' : undefined
}

interface Deps {
  readonly state: () => BackupState
  /** Also calls `update` with what it has saved. */
  readonly save: (patch: (state: BackupState) => BackupState) => void
  readonly isEmpty: () => boolean
  readonly clock: Pick<Clock, 'now'>
  readonly log: Pick<Log, 'unexpected'>
  /** Shows this reminder and no other one. */
  readonly show: (due: BackupReminder) => void
}

export function createBackupReminder({ state, save, isEmpty, clock, log, show }: Deps) {
  function update(known: BackupState): void {
    const due = dueReminder(known, clock.now())
    show(due === 'backup-none' && isEmpty() ? undefined : due)
  }
  const waitFor = (ms: number): void => save((before) => ({ ...before, remindAt: clock.now() + ms }))

  return {
    update,

    /** Call by the clock. Starts the wait for the reminder of a first backup once the vault is not empty. Never throws. */
    tick(): void {
      try {
        const known = state()
        if (isWithout(known) && known.remindAt === undefined && !isEmpty()) waitFor(FIRST_REMINDER_MS)
        else update(known)
      } catch (fault) {
        log.unexpected('remind of a backup', fault)
      }
    },

    /** Puts it off for a month. A new backup ends the wait. */
    snooze: () => waitFor(SNOOZE_MS),
  }
}
