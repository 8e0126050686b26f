/** Whether there is a place for tray icons now. On Linux that is a StatusNotifier host, which may come late, go, or never be there. */
import type { TrayHostState } from '../../shared/calls/desktop.ts'
import type { SessionBus } from './session-bus.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const WATCHER_PATH = '/StatusNotifierWatcher'
const BUS = 'org.freedesktop.DBus'

export interface TrayHost {
  /** `unknown` until it was asked, and where there is no session bus. */
  state(): TrayHostState
  /** Asks again now. Never rejects. */
  look(): Promise<TrayHostState>
  /** Whether the host has an icon of this process. Never rejects. */
  hasIconOf(pid: number): Promise<boolean>
  close(): void
}

interface Deps {
  readonly bus: SessionBus
  readonly platform: NodeJS.Platform
  /** Called after each change of the state. */
  readonly changed: (state: TrayHostState) => void
}

/** Looks once and then listens: nothing is asked by the clock. macOS and Windows always have one. */
export function createTrayHost({ bus, platform, changed }: Deps): TrayHost {
  if (platform !== 'linux')
    return {
      state: () => 'present',
      look: () => Promise.resolve('present'),
      hasIconOf: () => Promise.resolve(true), // the system keeps every icon
      close: () => undefined,
    }
  let state: TrayHostState = 'unknown'
  let isListening = false
  let isClosed = false

  async function ask(): Promise<TrayHostState> {
    const [isOwned] = await bus.call({
      destination: BUS,
      path: '/org/freedesktop/DBus',
      interface: BUS,
      member: 'NameHasOwner',
      signature: 's',
      body: [WATCHER],
    })
    if (isOwned !== true) return 'absent'
    return (await property('IsStatusNotifierHostRegistered')) === true ? 'present' : 'absent'
  }

  async function property(name: string): Promise<unknown> {
    const [answer] = await bus.call({
      destination: WATCHER,
      path: WATCHER_PATH,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [WATCHER, name],
    })
    // A variant comes as its signature and its values.
    return Array.isArray(answer) && Array.isArray(answer[1]) ? (answer[1] as unknown[])[0] : undefined
  }

  /** Items are told as a name on the bus, most often with a path behind it. */
  async function processOf(item: unknown): Promise<unknown> {
    const [name] = String(item).split('/')
    const [pid] = await bus.call({
      destination: BUS,
      path: '/org/freedesktop/DBus',
      interface: BUS,
      member: 'GetConnectionUnixProcessID',
      signature: 's',
      body: [name],
    })
    return pid
  }

  async function listen(): Promise<void> {
    if (isListening) return
    isListening = true
    const again = () => void look()
    const gone = () => {
      isListening = false
      if (!isClosed) again()
    }
    // Before the first question, so that a host that comes in between is not missed.
    await bus.listen({ sender: BUS, interface: BUS, member: 'NameOwnerChanged', arg0: WATCHER }, again, gone)
    for (const member of ['StatusNotifierHostRegistered', 'StatusNotifierHostUnregistered'])
      await bus.listen({ interface: WATCHER, member }, again)
  }

  async function look(): Promise<TrayHostState> {
    const before = state
    try {
      await listen()
      state = await ask()
    } catch {
      isListening = false
      state = 'unknown'
    }
    if (state !== before) changed(state)
    return state
  }

  return {
    state: () => state,
    look,
    async hasIconOf(pid) {
      const items = await property('RegisteredStatusNotifierItems').catch(() => undefined)
      const pids = (Array.isArray(items) ? items : []).map((item) => processOf(item).catch(() => undefined))
      return (await Promise.all(pids)).includes(pid)
    },
    close() {
      isClosed = true
      bus.close()
    },
  }
}
