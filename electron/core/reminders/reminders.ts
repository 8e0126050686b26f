/** Decides which reminders are due, and sends each once: at its instant, or as soon after it as the machine is awake. */
import { HOUR_MS } from '../../../shared/expiry/expiry.ts'
import type { Instant, KeyId } from '../../../shared/model/model.ts'
import { dueLead, nextInstant } from '../../../shared/expiry/reminders.ts'
import type { ReminderEvent, Reminder } from '../../../shared/expiry/reminders.ts'
import type { Change, NotificationHealth } from '../../../shared/contract/snapshot.ts'
import { createReminderIndex } from './reminder-index.ts'
import type { KeyRows } from '../projection/key-rows.ts'
import type { Rows } from '../projection/rows.ts'
import { createClockWatch } from '../scheduling/clock-watch.ts'
import type { Changes } from '../projection/changes.ts'
import type { Notification } from '../ports/notifications.ts'
import type { Store, SentReminder } from '../ports/store.ts'
import type { World } from '../ports/world.ts'
import { reminderNotification, summaryNotification } from './reminder-messages.ts'
import type { Snoozes } from './snoozes.ts'

/** From this many due reminders on, one notification summarises all of them. */
const SUMMARY_FROM = 4
/** How long after a change reminders are checked: a sync makes many changes. */
const REST_MS = 2_000
/** The longest delay of a timer, so that a changed clock is noticed. */
const LONGEST_WAIT_MS = HOUR_MS
/** A system that showed nothing is tried again, since its notification service may have started late. */
const RETRY_MS = HOUR_MS

export interface Reminders {
  /** Asks the system whether it can show notifications, and starts checking. */
  start(): Promise<void>
  /** Applies a change of the rows: the reminders may differ after it. */
  apply(change: Change): void
  /** Call after the machine has slept. */
  woke(): void
  /** Shows one test notification that says so. */
  test(): Promise<NotificationHealth>
  health(): NotificationHealth
  stop(): void
}

interface Deps {
  readonly store: Store
  readonly rows: Pick<Rows, 'allAccounts'>
  readonly keyRows: Pick<KeyRows, 'at'>
  readonly snoozes: Pick<Snoozes, 'putOff'>
  readonly changes: Changes
  readonly world: Pick<World, 'clock' | 'notifications' | 'log'>
  /** A locked app shows no names. */
  readonly isLocked: () => boolean
}

export function createReminders(deps: Deps): Reminders {
  const { store, rows, keyRows, snoozes, changes, world, isLocked } = deps
  const { clock, notifications, log } = world
  const watch = createClockWatch(clock)
  const index = createReminderIndex({
    rows: { allKeys: () => keyRows.at(changes.revision()), allAccounts: () => rows.allAccounts() },
    policy: () => store.settings.read(),
    revision: () => changes.revision(),
  })
  let health: NotificationHealth = { state: 'unchecked' }
  let state: 'waiting' | 'running' | 'stopped' = 'waiting'
  let stopTimer = (): void => undefined
  let stopResting: (() => void) | undefined
  let isSending = false
  let hasDoubted = false
  let silentUntilMs = -Infinity

  const hasStopped = () => state === 'stopped'

  function found(next: NotificationHealth['state']): NotificationHealth {
    if (state === 'stopped') return health
    const hasChanged = health.state !== next
    health = { state: next, at: clock.now() }
    if (hasChanged) changes.touch({ notifications: true })
    return health
  }

  /**
   * Whether the user has been reminded. A reminder from before a snooze is sent again after it; a reminder with a nearer lead time supersedes
   * those before it.
   */
  const isSent = (event: ReminderEvent, days: number): boolean =>
    store.reminders
      .recorded(event)
      .some((sent) => sent.days <= days && sent.sentAt >= (event.snoozedUntil ?? -Infinity))

  function dueAmong(all: readonly ReminderEvent[], now: Instant): Reminder[] {
    return all.flatMap((event) => {
      const days = dueLead(event, now)
      return days === undefined || isSent(event, days) ? [] : [{ event, days }]
    })
  }

  function wait(delayMs: number): void {
    stopTimer()
    stopTimer = clock.after(Math.max(0, Math.min(delayMs, LONGEST_WAIT_MS)), check)
  }

  function check(): void {
    if (state !== 'running') return
    try {
      checkNow()
    } catch (error) {
      index.forget()
      log.unexpected('remind', error)
      wait(LONGEST_WAIT_MS)
    }
  }

  function checkNow(): void {
    const doubtMs = watch.doubtMs()
    if (doubtMs > 0) {
      hasDoubted = true
      wait(doubtMs)
      return
    }
    const now = clock.now()
    // A reminder sent by a clock that ran ahead was sent too early: its time is yet to come.
    if (hasDoubted) store.reminders.removeSentAfter(now)
    hasDoubted = false
    const all = index.events()
    const isSilent = clock.steadyMs() < silentUntilMs || !store.settings.read().systemNotifications
    const due = isSilent ? [] : dueAmong(all, now)
    if (due.length > 0 && !isSending) void send(due, now)
    wait((nextInstant(all, now) ?? Infinity) - now)
  }

  /** Recorded before it is shown, so that a crash in between cannot show it twice. The record is removed if the notification was not shown. */
  async function send(due: readonly Reminder[], now: Instant): Promise<void> {
    const groups = due.length < SUMMARY_FROM ? due.map((one) => [one]) : [due]
    isSending = true
    try {
      for (const group of groups) {
        const [first] = group
        if (first === undefined || hasStopped()) return
        // The app may have been locked since the previous notification.
        const sight = { now, names: store.settings.read().trayNames && !isLocked(), canSnooze: !isLocked() }
        const records = group.map((reminder) => sentReminder(reminder, now))
        store.transaction(() => records.forEach((record) => store.reminders.record(record)))
        const isShown = await show(
          group.length === 1 ? reminderNotification(first, sight) : summaryNotification(group, sight),
        )
        if (isShown || hasStopped()) continue
        store.transaction(() => records.forEach((record) => store.reminders.remove(record)))
        silentUntilMs = clock.steadyMs() + RETRY_MS
        return
      }
    } catch (error) {
      log.unexpected('remind', error)
      silentUntilMs = clock.steadyMs() + RETRY_MS
    } finally {
      isSending = false
      changed() // checks for events that fell due meanwhile
    }
  }

  async function show(notification: Notification): Promise<boolean> {
    return found(await notifications.show(notification)).state === 'shown'
  }

  function changed(): void {
    if (state !== 'running') return
    stopResting ??= clock.after(REST_MS, () => {
      stopResting = undefined
      check()
    })
  }

  /** The notification service has appeared or disappeared: checks again, and sends the reminders that could not be shown before. */
  async function askAgain(): Promise<void> {
    found(await notifications.check())
    silentUntilMs = -Infinity
    check()
  }

  /** Runs when a notification's button is pressed; the notification may have been shown before the app was locked. */
  function putOff(keys: readonly KeyId[]): void {
    if (state !== 'running' || isLocked()) return
    try {
      snoozes.putOff(keys)
    } catch (error) {
      log.unexpected('snooze', error)
    }
  }

  return {
    async start() {
      state = 'running'
      notifications.onChange(() => void askAgain())
      notifications.onSnooze(putOff)
      store.reminders.forgetStrangers()
      // A reminder in the future: either the clock ran ahead when it was sent, or the clock is behind now.
      if ((store.reminders.lastSentAt() ?? 0) > clock.now()) watch.doubt()
      found(await notifications.check())
      check()
    },
    apply(change) {
      if (index.apply(change)) changed()
    },
    woke() {
      watch.woke()
      index.forget()
      silentUntilMs = -Infinity
      check()
    },
    async test() {
      await show(TEST)
      return health
    },
    health: () => health,
    stop() {
      state = 'stopped'
      stopTimer()
      stopResting?.()
    },
  }
}

const TEST: Notification = {
  title: 'Keyhold can remind you',
  body: 'This is how a reminder arrives on this machine.',
  urgency: 'normal',
  about: { kind: 'attention' },
  snoozes: [],
}

const sentReminder = ({ event: { reason, subject, at }, days }: Reminder, sentAt: Instant): SentReminder => ({
  reason,
  subject,
  at,
  days,
  sentAt,
})
