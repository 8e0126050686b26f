/** A StatusNotifier host double on a session bus: it watches for tray icons, reads their menus as text and clicks on them. */
import { connect, Socket } from 'node:net'
import { createClient, type MessageBus } from '@homebridge/dbus-native'
import type {} from '../../electron/os/dbus-native.d.ts'
import { socketOf } from '../../electron/os/session-bus.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'

/** One entry as a person would see it. */
export interface ShownItem {
  readonly id: number
  readonly label: string
  readonly enabled: boolean
}

export interface TrayHostDouble {
  /** The menu of the icon that registered last, lines left out; `[]` while there is none. */
  menu(): Promise<readonly ShownItem[]>
  /** Clicks on the entry with this label. */
  click(label: string): Promise<void>
  /** How many icons have registered so far. */
  registered(): number
  close(): void
}

interface ServedBus extends MessageBus {
  name: string
  exportInterface(object: object, path: string, description: object): void
  requestName(name: string, flags: number, callback: (error: unknown, code: number) => void): void
  sendSignal(path: string, iface: string, name: string, signature?: string, args?: readonly unknown[]): void
}

/** The menu's tree as dbusmenu sends it: id, properties as pairs, children as variants. */
type Layout = readonly [
  id: number,
  properties: readonly (readonly [string, unknown])[],
  children: readonly unknown[],
]

const valueOf = (variant: unknown): unknown => (variant as readonly [unknown, readonly unknown[]])[1][0]

/**
 * A connection as the user that the bus belongs to, for root: a bus lets in its owner only. The kernel tells who connects, and the
 * handshake has to say the same.
 */
function connectAs(uid: number, path: string): Socket {
  process.seteuid?.(uid)
  let socket: Socket
  try {
    socket = connect(path) // a local socket is connected within this very call
  } finally {
    process.seteuid?.(0)
  }
  const write = (chunk: string | Uint8Array) => Socket.prototype.write.call(socket, chunk)
  const id = Buffer.from(String(uid)).toString('hex')
  socket.write = (chunk: string | Uint8Array) =>
    write(typeof chunk === 'string' ? chunk.replace(/^AUTH EXTERNAL \w+/, `AUTH EXTERNAL ${id}`) : chunk)
  return socket
}

/** Owns the watcher's name on the bus at `address`, with a host already registered. `uid`: the bus's owner, where that is somebody else. */
export async function startTrayHost(address: string, uid?: number): Promise<TrayHostDouble> {
  const path = socketOf({ DBUS_SESSION_BUS_ADDRESS: address })
  if (path === undefined) throw new Error('That is no address of a bus')
  const socket = uid === undefined ? connect(path) : connectAs(uid, path)
  socket.on('error', () => undefined) // the program's session may end before the test does
  const bus = createClient({ stream: socket, authMethods: ['EXTERNAL'] }) as ServedBus
  const items: { readonly service: string; readonly path: string }[] = []

  bus.exportInterface(
    {
      RegisterStatusNotifierItem(given: string, message: { sender: string }) {
        // Either a bus name, or an object path of the sender.
        const isPath = given.startsWith('/')
        items.push({ service: isPath ? message.sender : given, path: isPath ? given : '/StatusNotifierItem' })
      },
      RegisterStatusNotifierHost: () => undefined,
      RegisteredStatusNotifierItems: [],
      IsStatusNotifierHostRegistered: true,
      ProtocolVersion: 0,
    },
    '/StatusNotifierWatcher',
    {
      name: WATCHER,
      methods: {
        RegisterStatusNotifierItem: ['s', '', [], []],
        RegisterStatusNotifierHost: ['s', '', [], []],
      },
      properties: {
        RegisteredStatusNotifierItems: 'as',
        IsStatusNotifierHostRegistered: 'b',
        ProtocolVersion: 'i',
      },
      signals: {},
    },
  )
  await new Promise<void>((resolve, reject) =>
    bus.requestName(WATCHER, 0, (error) => (error ? reject(new Error('The name is taken')) : resolve())),
  )

  const ask = (message: Record<string, unknown>) =>
    new Promise<unknown[]>((resolve, reject) =>
      bus.invoke(message, (error, ...values: unknown[]) =>
        error ? reject(new Error(`${error.name}: ${String(error.message)}`)) : resolve(values),
      ),
    )

  /** Where the last icon's menu lies. */
  async function menuPlace() {
    const item = items.at(-1)
    if (item === undefined) return undefined
    const [found] = await ask({
      destination: item.service,
      path: item.path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [ITEM, 'Menu'],
    })
    return { destination: item.service, path: String(valueOf(found)), interface: MENU }
  }

  async function menu(): Promise<readonly ShownItem[]> {
    const place = await menuPlace()
    if (place === undefined) return []
    const [, root] = await ask({ ...place, member: 'GetLayout', signature: 'iias', body: [0, -1, []] })
    return (root as Layout)[2].map(valueOf).flatMap((child) => shown(child as Layout))
  }

  return {
    menu,
    registered: () => items.length,
    async click(label) {
      const place = await menuPlace()
      const item = (await menu()).find((each) => each.label === label)
      if (place === undefined || item === undefined) throw new Error(`The tray has no “${label}”`)
      await ask({ ...place, member: 'Event', signature: 'isvu', body: [item.id, 'clicked', ['s', ''], 0] })
    },
    close: () => socket.destroy(),
  }
}

/** Without its mnemonic marks; lines have no label. */
function shown([id, properties]: Layout): ShownItem[] {
  const of = new Map(properties.map(([name, value]) => [name, valueOf(value)]))
  const label = of.get('label')
  if (typeof label !== 'string') return []
  return [{ id, label: label.replaceAll('__', '_'), enabled: of.get('enabled') !== false }]
}
