/**
 * When a Linux desktop locks its screen or sleeps, as D-Bus tells it: logind on the system bus, the screen saver on the session's. Any
 * program of the user may send such a signal; all it can do with it is lock the app.
 */
import type { LockSign } from '../core/ports/lock.ts'
import { listenOnBus, type BusSignal } from './bus-signals.ts'
import { createSessionBus, socketOf } from './session-bus.ts'

const SYSTEM_BUS = 'unix:path=/run/dbus/system_bus_socket'
const MANAGER = 'org.freedesktop.login1.Manager'
const SESSION = 'org.freedesktop.login1.Session'
const SCREEN_SAVERS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
]

const rule = (of: string, member: string) => `type='signal',interface='${of}',member='${member}'`

interface Options {
  readonly onSign: (sign: LockSign) => void
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Runs once for each bus that takes our rules. */
  readonly onListening?: () => void
}

/** Listens until the returned function is called. A bus that is not there says nothing. */
export function listenForLinuxSigns({ onSign, env = process.env, onListening }: Options): () => void {
  const systemEnv = { DBUS_SESSION_BUS_ADDRESS: env.DBUS_SYSTEM_BUS_ADDRESS ?? SYSTEM_BUS }
  const heard = onListening === undefined ? {} : { onListening }
  /** Our own login session by its path; while it is not known, every session's lock counts. */
  let ownSession: string | undefined
  void findOwnSession(systemEnv, env.XDG_SESSION_ID).then((path) => void (ownSession = path))

  const stopSystem = listenOnBus({
    ...heard,
    socketPath: socketOf(systemEnv),
    rules: [rule(MANAGER, 'PrepareForSleep'), rule(SESSION, 'Lock')],
    onSignal(signal) {
      if (signal.interface === MANAGER && says(signal, true)) onSign('suspend')
      if (signal.interface === SESSION && (ownSession ?? signal.path) === signal.path) onSign('screen')
    },
  })
  const stopSession = listenOnBus({
    ...heard,
    socketPath: socketOf(env),
    rules: SCREEN_SAVERS.map((name) => rule(name, 'ActiveChanged')),
    onSignal(signal) {
      if (SCREEN_SAVERS.includes(signal.interface) && says(signal, true)) onSign('screen')
    },
  })
  return () => {
    stopSystem()
    stopSession()
  }
}

const says = ({ body }: BusSignal, value: boolean): boolean => body[0] === value

async function findOwnSession(
  env: Readonly<Record<string, string | undefined>>,
  sessionId: string | undefined,
): Promise<string | undefined> {
  const bus = createSessionBus({ env })
  const ask = (member: string, signature: string, value: unknown) =>
    bus.call({
      destination: 'org.freedesktop.login1',
      path: '/org/freedesktop/login1',
      interface: MANAGER,
      member,
      signature,
      body: [value],
    })
  try {
    const [path] = await (sessionId === undefined
      ? ask('GetSessionByPID', 'u', process.pid)
      : ask('GetSession', 's', sessionId))
    return typeof path === 'string' ? path : undefined
  } catch {
    return undefined // no logind, or a program that belongs to no session
  } finally {
    bus.close()
  }
}
