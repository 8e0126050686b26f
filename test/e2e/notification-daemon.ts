/** A notification daemon double on a session bus: it keeps what it was given to show, and presses on it as a person would. */
import { serveOnBus, type BusPlace } from './served-bus.ts'

const SERVICE = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'

export interface ShownNotification {
  readonly id: number
  readonly title: string
  readonly body: string
  /** What can be pressed: the name of each act and its words. `default` is the notification itself. */
  readonly actions: Readonly<Record<string, string>>
  /** All that it was sent with. */
  readonly sent: readonly unknown[]
}

export interface NotificationDaemonDouble {
  /** In the order in which they came. */
  readonly shown: readonly ShownNotification[]
  /** The numbers of those that the program took back. */
  readonly closed: readonly number[]
  press(id: number, action: string): void
  /** Leaves the bus, as a daemon that ends. */
  close(): void
}

/** Desktop Notifications Specification 1.2, as far as a program asks for it. */
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

/** They are sent as name, words, name, words. */
function paired(actions: readonly string[]): Readonly<Record<string, string>> {
  const names = actions.filter((_, index) => index % 2 === 0)
  return Object.fromEntries(names.map((name, index) => [name, actions[2 * index + 1] ?? '']))
}
