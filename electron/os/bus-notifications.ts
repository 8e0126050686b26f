/**
 * Notifications on Linux, sent to the desktop's notification service over D-Bus (Desktop Notifications Specification 1.2). Electron's notifications
 * have no buttons on Linux, and do not report whether a service accepted them.
 */
import type { KeyId } from '../../shared/model/model.ts'
import type { Notification, NotificationAbout, NotificationPort } from '../core/ports/notifications.ts'
import { BusFailure, type SessionBus } from './session-bus.ts'

/** The button that snoozes a reminder. */
export const SNOOZE_WORDS = 'Remind me tomorrow'

const SERVICE = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'
const BUS = 'org.freedesktop.DBus'
/** The name of the installed `.desktop` file, by which desktops group and allow notifications. */
const DESKTOP_ENTRY = 'keyhold'

/** The specification's `urgency` hint. */
const URGENCY: Record<Notification['urgency'], number> = { normal: 1, critical: 2 }

type Bus = Pick<SessionBus, 'call' | 'follow'>

/** Opens no connection before the first call. */
export function createBusNotifications(bus: Bus): NotificationPort {
  let clicked: (about: NotificationAbout) => void = () => undefined
  let snoozed: (keys: readonly KeyId[]) => void = () => undefined
  let changed: () => void = () => undefined
  let isListening = false
  let withdrawals = 0
  /** Notifications whose buttons can still be pressed, by the service's id. */
  const shown = new Map<number, Notification>()

  async function names(member: 'ListNames' | 'ListActivatableNames'): Promise<readonly unknown[]> {
    const [list] = await bus.call({ destination: BUS, path: '/org/freedesktop/DBus', interface: BUS, member })
    return Array.isArray(list) ? (list as readonly unknown[]) : []
  }

  const ask = (member: string, more: { readonly signature?: string; readonly body?: unknown[] } = {}) =>
    bus.call({ destination: SERVICE, path: PATH, interface: SERVICE, member, ...more })

  /** The ids of a service that has ended mean nothing to its successor. */
  function startOver(): void {
    shown.clear()
    changed()
  }

  function pressed([id, action]: readonly unknown[]): void {
    const notification = typeof id === 'number' ? shown.get(id) : undefined
    if (notification === undefined) return
    if (action === 'default') clicked(notification.about)
    if (action === 'snooze') snoozed(notification.snoozes)
  }

  /** Starts with the first call. An id in a signal counts only if the service itself sent the signal. */
  function listen(): void {
    if (isListening) return
    isListening = true
    const service = { sender: SERVICE, path: PATH, interface: SERVICE }
    bus.follow(
      [
        [{ sender: BUS, interface: BUS, member: 'NameOwnerChanged', arg0: SERVICE }, startOver],
        [{ ...service, member: 'ActionInvoked' }, pressed],
        [
          { ...service, member: 'NotificationClosed' },
          ([id]) => {
            if (typeof id === 'number') shown.delete(id)
          },
        ],
      ],
      { listening: () => changed(), gone: startOver },
    )
  }

  /** Whether the service runs, or the bus would start it for the first notification. */
  async function hasService(): Promise<boolean> {
    listen()
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

  async function notify(notification: Notification, before: number): Promise<'shown' | 'failed'> {
    const [abilities] = await ask('GetCapabilities')
    const can = (ability: string) => Array.isArray(abilities) && abilities.includes(ability)
    const { title, body, urgency, snoozes } = notification
    const actions = ['default', 'Open', ...(snoozes.length > 0 ? ['snooze', SNOOZE_WORDS] : [])]
    const hints = [
      ['urgency', ['y', URGENCY[urgency]]],
      ['desktop-entry', ['s', DESKTOP_ENTRY]],
    ]
    const [id] = await ask('Notify', {
      signature: 'susssasa{sv}i',
      body: [
        'Keyhold',
        0,
        DESKTOP_ENTRY,
        title,
        can('body-markup') ? escaped(body) : body,
        can('actions') ? actions : [],
        hints,
        -1,
      ],
    })
    if (typeof id !== 'number') return 'failed'
    shown.set(id, notification)
    if (withdrawals > before) take(id)
    return 'shown'
  }

  function take(id: number): void {
    shown.delete(id)
    ask('CloseNotification', { signature: 'u', body: [id] }).catch(() => undefined) // the notification was already closed, or the service has ended
  }

  return {
    check: async () => ((await hasService()) ? 'ready' : 'unsupported'),

    async show(notification) {
      const before = withdrawals
      if (!(await hasService())) return 'unsupported'
      try {
        return await notify(notification, before)
      } catch (error) {
        if (error instanceof BusFailure) return 'failed'
        throw error
      }
    },

    withdraw() {
      withdrawals += 1
      for (const id of [...shown.keys()]) take(id)
    },

    onClick: (handler) => void (clicked = handler),
    onSnooze: (handler) => void (snoozed = handler),
    onChange: (handler) => void (changed = handler),
  }
}

/** A key's name may contain characters that such a service would read as markup. */
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
