/** Whether there is a place for tray icons. On Linux that is a StatusNotifier host, which may start late, end, or never exist. */
import type { TrayHostState } from '../../shared/contract/desktop.ts'
import { ofVariant } from './bus-values.ts'
import { BusFailure, growingPause, type SessionBus } from './session-bus.ts'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const WATCHER_PATH = '/StatusNotifierWatcher'
const BUS = 'org.freedesktop.DBus'

export interface TrayHost {
  /** `unknown` before the first check, and if there is no session bus. */
  state(): TrayHostState
  /** Checks again now. Never rejects. */
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
  /** The pause before the next check, after this many checks in a row that failed. */
  readonly pauseMs?: (failures: number) => number
}

/** Checks once and then listens for changes. Only a check that failed is repeated. macOS and Windows always have a place. */
export function createTrayHost({ bus, platform, changed, pauseMs = growingPause }: Deps): TrayHost {
  if (platform !== 'linux')
    return {
      state: () => 'present',
      check: () => Promise.resolve('present'),
      hasIconOf: () => Promise.resolve(true), // the system shows every icon
      close: () => undefined,
    }
  let state: TrayHostState = 'unknown'
  let isListening = false
  let checks = 0
  let failures = 0
  let retry: NodeJS.Timeout | undefined

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

  /** An item is given as a name on the bus, most often followed by a path. */
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

  /** Starts with the first check. Checks again after every possible change, including a lost or new connection to the bus. */
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
    clearTimeout(retry)
    try {
      const found = await ask()
      if (own !== checks) return state // a later check has newer information
      failures = 0
      return say(found)
    } catch (error) {
      if (own !== checks) return state
      // The follower opens a lost bus again, and checks then.
      if (!(error instanceof BusFailure && error.why === 'no-bus')) checkLater()
      return say('unknown')
    }
  }

  /** A desktop that is still starting may answer late, and it sends no signal when it answers again. */
  function checkLater(): void {
    failures += 1
    retry = setTimeout(() => void check(), pauseMs(failures))
    retry.unref() // this alone must not keep the program running
  }

  return {
    state: () => state,
    check,
    async hasIconOf(pid) {
      const items = await property('RegisteredStatusNotifierItems').catch(() => undefined)
      const pids = (Array.isArray(items) ? items : []).map((item) => processOf(item).catch(() => undefined))
      return (await Promise.all(pids)).includes(pid)
    },
    close() {
      checks += 1 // the answer to a running check no longer counts
      clearTimeout(retry)
      bus.close()
    },
  }
}
