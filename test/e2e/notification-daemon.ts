/** A notification daemon double on a session bus: it records the notifications that it shows, and presses their buttons as a user would. */
import { serveOnBus, type BusPlace } from './served-bus.ts'

const SERVICE = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'

export interface ShownNotification {
  readonly id: number
  readonly title: string
  readonly body: string
  /** The notification's actions: the name of each and its label. `default` is a click on the notification itself. */
  readonly actions: Readonly<Record<string, string>>
  /** All arguments of the call that showed it. */
  readonly sent: readonly unknown[]
}

export interface NotificationDaemonDouble {
  /** Shown notifications in the order of arrival. */
  readonly shown: readonly ShownNotification[]
  /** The ids of the notifications that the program closed. */
  readonly closed: readonly number[]
  press(id: number, action: string): void
  /** Leaves the bus, as a daemon does when it ends. */
  close(): void
}

/** Implements the parts of the Desktop Notifications Specification 1.2 that a program calls. */
export async function startNotificationDaemon(place: BusPlace): Promise<NotificationDaemonDouble> {
  const shown: ShownNotification[] = []
  const closed: number[] = []

  function show(sent: readonly unknown[]): number {
    const [, , , title, body, actions] = sent
    const id = shown.length + 1
    shown.push({ id, title: String(title), body: String(body), actions: paired(actions as string[]), sent })
    return id
  }

  const peer = await serveOnBus(place, ({ member }, values) => {
    if (member === 'GetCapabilities') return ['as', ['actions', 'body', 'body-markup']]
    if (member === 'GetServerInformation') return ['ssss', 'a double', 'Keyhold', '1', '1.2']
    if (member === 'Notify') return ['u', show(values)]
    if (member !== 'CloseNotification') return undefined
    closed.push(Number(values[0]))
    return ['']
  })
  await peer.own(SERVICE)
  return {
    shown,
    closed,
    press: (id, action) =>
      peer.signal({
        path: PATH,
        interface: SERVICE,
        member: 'ActionInvoked',
        signature: 'us',
        body: [id, action],
      }),
    close: () => peer.close(),
  }
}

/** Actions are sent as a flat list: name, label, name, label. */
function paired(actions: readonly string[]): Readonly<Record<string, string>> {
  const names = actions.filter((_, index) => index % 2 === 0)
  return Object.fromEntries(names.map((name, index) => [name, actions[2 * index + 1] ?? '']))
}
