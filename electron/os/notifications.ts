/**
 * The system's notifications: over D-Bus on Linux, else through Electron. Waits for the system's result of each one, because the user does not see a
 * refusal.
 */
import { Notification as OsNotification } from 'electron'
import type { KeyId } from '../../shared/model/model.ts'
import type { NotificationAbout, NotificationPort } from '../core/ports/notifications.ts'
import { createBusNotifications, SNOOZE_WORDS } from './bus-notifications.ts'
import type { SessionBus } from './session-bus.ts'

/** A system that reports nothing within this time has not refused the notification. */
const SAID_WITHIN_MS = 5_000

interface Options {
  readonly platform: NodeJS.Platform
  /** Linux only. */
  readonly bus: Pick<SessionBus, 'call' | 'follow'>
}

export const createOsNotifications = ({ platform, bus }: Options): NotificationPort =>
  platform === 'linux' ? createBusNotifications(bus) : createElectronNotifications()

/** macOS refuses every notification of an unsigned program (`failed`, since Electron 42). */
function createElectronNotifications(): NotificationPort {
  let clicked: (about: NotificationAbout) => void = () => undefined
  let snoozed: (keys: readonly KeyId[]) => void = () => undefined
  // An unreferenced notification is garbage collected, and its click is lost.
  const shown = new Set<OsNotification>()

  return {
    check: () => Promise.resolve(OsNotification.isSupported() ? 'ready' : 'unsupported'),

    async show({ title, body, urgency, about, snoozes }) {
      if (!OsNotification.isSupported()) return 'unsupported'
      return new Promise((resolve) => {
        const notification = new OsNotification({
          title,
          body,
          urgency,
          actions: snoozes.length > 0 ? [{ type: 'button', text: SNOOZE_WORDS }] : [],
        })
        const timer = setTimeout(() => resolve('shown'), SAID_WITHIN_MS)
        const settle = (outcome: 'shown' | 'failed') => {
          clearTimeout(timer)
          resolve(outcome)
        }
        shown.add(notification)
        notification.on('show', () => settle('shown'))
        notification.on('failed', () => {
          shown.delete(notification)
          settle('failed')
        })
        notification.on('click', () => clicked(about))
        notification.on('action', () => snoozed(snoozes))
        notification.on('close', () => shown.delete(notification))
        notification.show()
      })
    },

    withdraw() {
      for (const notification of [...shown]) notification.close()
      shown.clear()
    },

    onClick: (handler) => void (clicked = handler),
    onSnooze: (handler) => void (snoozed = handler),
    onChange: () => undefined, // Electron does not report it
  }
}
