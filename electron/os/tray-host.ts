/** Whether there is a place for tray icons now. On Linux that is a StatusNotifier host, which may come late, go, or never be there. */
import type { TrayHostState } from '../../shared/contract/desktop.ts'
import { ofVariant } from './bus-values.ts'
import type { SessionBus } from './session-bus.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const WATCHER_PATH = '/StatusNotifierWatcher'
const BUS = 'org.freedesktop.DBus'

export interface TrayHost {
  /** `unknown` until it was asked, and where there is no session bus. */
  state(): TrayHostState
  /** Asks again now. Never rejects. */
  check(): Promise<TrayHostState>
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
      check: () => Promise.resolve('present'),
      hasIconOf: () => Promise.resolve(true), // the system keeps every icon
      close: () => undefined,
    }
  let state: TrayHostState = 'unknown'
  let isListening = false
  let checks = 0

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
    return ofVariant(answer)
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

  /** From the first look on. It looks again whenever something may have changed, a bus that came or went among it. */
  function listen(): void {
    if (isListening) return
    isListening = true
    const again = () => void check()
    const host = { sender: WATCHER, path: WATCHER_PATH, interface: WATCHER }
    bus.follow(
      [
        [{ sender: BUS, interface: BUS, member: 'NameOwnerChanged', arg0: WATCHER }, again],
        [{ ...host, member: 'StatusNotifierHostRegistered' }, again],
        [{ ...host, member: 'StatusNotifierHostUnregistered' }, again],
      ],
      { listening: again, gone: () => say('unknown') },
    )
  }

  function say(next: TrayHostState): TrayHostState {
    checks += 1
    const before = state
    state = next
    if (state !== before) changed(state)
    return state
  }

  async function check(): Promise<TrayHostState> {
    listen()
    const own = (checks += 1)
    const found = await ask().catch(() => 'unknown' as const)
    return own === checks ? say(found) : state // what was asked later knows better
  }

  return {
    state: () => state,
    check,
    async hasIconOf(pid) {
      const items = await property('RegisteredStatusNotifierItems').catch(() => undefined)
      const pids = (Array.isArray(items) ? items : []).map((item) => processOf(item).catch(() => undefined))
      return (await Promise.all(pids)).includes(pid)
    },
    close: () => bus.close(),
  }
}
