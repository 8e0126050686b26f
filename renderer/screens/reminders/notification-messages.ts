/** Messages about the system's notifications: what is known about them, and what to do if they do not arrive. Pure. */
import type { Settings } from '../../../shared/model/settings.ts'
import type { NotificationHealth } from '../../../shared/contract/snapshot.ts'

export type System = 'linux' | 'mac' | 'windows'

interface Trouble {
  readonly title: string
  readonly detail: string
}

const UNSUPPORTED: Record<System, string> = {
  linux:
    'This desktop has no notification service. GNOME, KDE and most desktops include one; elsewhere install dunst or mako. Keyhold uses it as soon as it runs.',
  mac: 'This system doesn’t let apps show notifications.',
  windows: 'This system doesn’t let apps show notifications.',
}

const FAILED: Record<System, string> = {
  linux:
    'The desktop’s notification service rejected the last one. Restart it, then show a test notification.',
  mac: 'macOS shows notifications only of signed apps, and only if you allow them. Allow Keyhold in System Settings, Notifications, then show a test notification.',
  windows:
    'Windows refused the last one. Allow Keyhold in Settings, System, Notifications, then show a test notification.',
}

/** Why notifications do not arrive; `undefined` if no trouble is known. */
export function notificationTrouble(
  { state }: Pick<NotificationHealth, 'state'>,
  system: System,
): Trouble | undefined {
  if (state === 'unsupported')
    return { title: 'This system shows no notifications', detail: UNSUPPORTED[system] }
  if (state === 'failed')
    return { title: 'The system refused to show a notification', detail: FAILED[system] }
  return undefined
}

/** Whether to warn the user: notifications are switched on and do not arrive. */
export function isUnheard(
  { reminders, systemNotifications }: Pick<Settings, 'reminders' | 'systemNotifications'>,
  { state }: Pick<NotificationHealth, 'state'>,
): boolean {
  return reminders && systemNotifications && (state === 'unsupported' || state === 'failed')
}

/** States only what is certain. Whether a person saw a notification cannot be known. */
export const HEALTH_WORDS: Record<'unchecked' | 'ready' | 'shown', string> = {
  unchecked: 'Not tested yet.',
  ready: 'Notifications are available; none has been shown yet.',
  shown: 'Last notification sent.',
}

export const notificationMessages = {
  /** The trouble, then its consequence. */
  trouble: (detail: string) => `${detail} Until then, reminders show only in this window and the tray.`,
  test: 'Show a test notification',
} as const

/** The result of a test notification. */
export const TEST_WORDS: Record<NotificationHealth['state'], string> = {
  unchecked: 'Not tested yet.',
  ready: 'Not shown yet.',
  shown: 'Sent. If you saw nothing, “do not disturb” may be on.',
  failed: 'The system refused the notification.',
  unsupported: 'No notification service found.',
}
