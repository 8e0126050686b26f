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
  press(id: number, action: string): void
  /** Leaves the bus, as a daemon that ends. */
  close(): void
}

/** Desktop Notifications Specification 1.2, as far as a program asks for it. */
export async function startNotificationDaemon(place: BusPlace): Promise<NotificationDaemonDouble> {
  const { bus, own, close } = serveOnBus(place)
  const shown: ShownNotification[] = []
  bus.exportInterface(
    {
      GetCapabilities: () => ['actions', 'body', 'body-markup'],
      GetServerInformation: () => ['a double', 'Keyhold', '1', '1.2'],
      CloseNotification: () => undefined,
      Notify(...given: readonly unknown[]) {
        const [, , , title, body, actions] = given
        const id = shown.length + 1
        const sent = given.slice(0, -1) // the message itself comes last
        shown.push({
          id,
          title: String(title),
          body: String(body),
          actions: paired(actions as string[]),
          sent,
        })
        return id
      },
    },
    PATH,
    {
      name: SERVICE,
      methods: {
        GetCapabilities: ['', 'as', [], []],
        GetServerInformation: ['', 'ssss', [], []],
        CloseNotification: ['u', '', [], []],
        Notify: ['susssasa{sv}i', 'u', [], []],
      },
      properties: {},
      signals: {},
    },
  )
  await own(SERVICE)
  return {
    shown,
    press: (id, action) => bus.sendSignal(PATH, SERVICE, 'ActionInvoked', 'us', [id, action]),
    close,
  }
}

/** They are sent as name, words, name, words. */
function paired(actions: readonly string[]): Readonly<Record<string, string>> {
  const names = actions.filter((_, index) => index % 2 === 0)
  return Object.fromEntries(names.map((name, index) => [name, actions[2 * index + 1] ?? '']))
}
