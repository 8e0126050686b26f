/** A StatusNotifier host double on a session bus: it registers tray icons, reads their menus as text and clicks on them. */
import { ofVariant } from '../../electron/os/bus-values.ts'
import { serveOnBus, type BusPlace } from './served-bus.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'

/** One entry as a user would see it. */
export interface ShownItem {
  readonly id: number
  readonly label: string
  readonly enabled: boolean
}

export interface TrayHostDouble {
  /** The menu of the icon that registered last, without separators; `[]` while there is no icon. */
  menu(): Promise<readonly ShownItem[]>
  /** Clicks on the entry with this label. */
  click(label: string): Promise<void>
  /** Finds the entry; the returned function only clicks. */
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

/** Owns the watcher's name on a bus, with a host already registered. */
export async function startTrayHost(place: BusPlace): Promise<TrayHostDouble> {
  const items: { readonly service: string; readonly path: string }[] = []
  const properties: Readonly<Record<string, readonly [signature: string, value: unknown]>> = {
    RegisteredStatusNotifierItems: ['as', []],
    IsStatusNotifierHostRegistered: ['b', true],
    ProtocolVersion: ['i', 0],
  }

  function register(given: string, sender: string): void {
    // `given` is either a bus name, or an object path of the sender.
    const isPath = given.startsWith('/')
    items.push({ service: isPath ? sender : given, path: isPath ? given : '/StatusNotifierItem' })
  }

  const peer = await serveOnBus(place, ({ member, sender = '' }, values) => {
    if (member === 'RegisterStatusNotifierItem') register(String(values[0]), sender)
    else if (member === 'Get') return propertyAnswer(values[1])
    else if (member === 'GetAll') return ['a{sv}', Object.entries(properties)]
    else if (member !== 'RegisterStatusNotifierHost') return undefined
    return ['']
  })
  const propertyAnswer = (name: unknown) => {
    const property = properties[String(name)]
    return property === undefined ? undefined : (['v', property] as const)
  }
  await peer.own(WATCHER)

  /** The bus name and object path of the last icon's menu. */
  async function menuPlace() {
    const item = items.at(-1)
    if (item === undefined) return undefined
    const [found] = await peer.call({
      destination: item.service,
      path: item.path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [ITEM, 'Menu'],
    })
    return { destination: item.service, path: String(ofVariant(found)), interface: MENU }
  }

  async function menu(): Promise<readonly ShownItem[]> {
    const place = await menuPlace()
    if (place === undefined) return []
    const [, root] = await peer.call({ ...place, member: 'GetLayout', signature: 'iias', body: [0, -1, []] })
    return (root as Layout)[2].map(ofVariant).flatMap((child) => shown(child as Layout))
  }

  async function aim(label: string): Promise<() => Promise<void>> {
    const place = await menuPlace()
    const item = (await menu()).find((each) => each.label === label)
    if (place === undefined || item === undefined) throw new Error(`The tray has no “${label}”`)
    const body = [item.id, 'clicked', ['s', ''], 0]
    return async () => {
      await peer.call({ ...place, member: 'Event', signature: 'isvu', body })
    }
  }

  return {
    menu,
    registered: () => items.length,
    aim,
    click: async (label) => (await aim(label))(),
    close: () => peer.close(),
  }
}

/** Removes mnemonic marks; separators have no label. */
function shown([id, properties]: Layout): ShownItem[] {
  const of = new Map(properties.map(([name, value]) => [name, ofVariant(value)]))
  const label = of.get('label')
  if (typeof label !== 'string') return []
  return [{ id, label: label.replaceAll('__', '_'), enabled: of.get('enabled') !== false }]
}
