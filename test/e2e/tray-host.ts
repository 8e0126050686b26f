/** A StatusNotifier host double on a session bus: it watches for tray icons, reads their menus as text and clicks on them. */
import { serveOnBus, type BusPlace } from './served-bus.ts'

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
  /** Finds it; the returned function clicks and does nothing else. */
  aim(label: string): Promise<() => Promise<void>>
  /** How many icons have registered so far. */
  registered(): number
  close(): void
}

/** The menu's tree as dbusmenu sends it: id, properties as pairs, children as variants. */
type Layout = readonly [
  id: number,
  properties: readonly (readonly [string, unknown])[],
  children: readonly unknown[],
]

const valueOf = (variant: unknown): unknown => (variant as readonly [unknown, readonly unknown[]])[1][0]

/** Owns the watcher's name on a bus, with a host already registered. */
export async function startTrayHost(place: BusPlace): Promise<TrayHostDouble> {
  const { bus, own, close } = serveOnBus(place)
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
  await own(WATCHER)

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

  async function aim(label: string): Promise<() => Promise<void>> {
    const place = await menuPlace()
    const item = (await menu()).find((each) => each.label === label)
    if (place === undefined || item === undefined) throw new Error(`The tray has no “${label}”`)
    const body = [item.id, 'clicked', ['s', ''], 0]
    return async () => {
      await ask({ ...place, member: 'Event', signature: 'isvu', body })
    }
  }

  return {
    menu,
    registered: () => items.length,
    aim,
    click: async (label) => (await aim(label))(),
    close,
  }
}

/** Without its mnemonic marks; lines have no label. */
function shown([id, properties]: Layout): ShownItem[] {
  const of = new Map(properties.map(([name, value]) => [name, valueOf(value)]))
  const label = of.get('label')
  if (typeof label !== 'string') return []
  return [{ id, label: label.replaceAll('__', '_'), enabled: of.get('enabled') !== false }]
}
