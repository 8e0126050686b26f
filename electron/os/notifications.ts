/** The system's notifications through Electron. What the system says of each is waited for, since a refusal is silent to the user. */
import { Notification as OsNotification } from 'electron'
import type { NotificationAbout, NotificationPort } from '../core/ports/notifications.ts'
import { BusFailure, type SessionBus } from './session-bus.ts'

/** A system that says nothing in this time has not refused. */
const SAID_WITHIN_MS = 5_000
const SERVICE = 'org.freedesktop.Notifications'

interface Options {
  readonly platform: NodeJS.Platform
  /** Linux only: who shows notifications can be asked there without showing one. */
  readonly bus: Pick<SessionBus, 'call'>
}

export function createOsNotifications({ platform, bus }: Options): NotificationPort {
  let clicked: (about: NotificationAbout) => void = () => undefined
  // What nobody holds is collected, and its click is lost with it.
  const shown = new Set<OsNotification>()

  async function names(member: 'ListNames' | 'ListActivatableNames'): Promise<readonly unknown[]> {
    const [list] = await bus.call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member,
    })
    return Array.isArray(list) ? (list as readonly unknown[]) : []
  }

  /** Runs, or would be started by the first notification. */
  async function hasService(): Promise<boolean> {
    try {
      return (
        (await names('ListNames')).includes(SERVICE) ||
        (await names('ListActivatableNames')).includes(SERVICE)
      )
    } catch (error) {
      if (error instanceof BusFailure) return false
      throw error
    }
  }

  const isSupported = async () =>
    OsNotification.isSupported() && (platform !== 'linux' || (await hasService()))

  return {
    check: async () => ((await isSupported()) ? 'ready' : 'unsupported'),

    async show({ title, body, urgency, about }) {
      if (!(await isSupported())) return 'unsupported'
      return new Promise((resolve) => {
        const notification = new OsNotification({ title, body, urgency })
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
        notification.on('close', () => shown.delete(notification))
        notification.show()
      })
    },

    onClick: (handler) => void (clicked = handler),
  }
}
