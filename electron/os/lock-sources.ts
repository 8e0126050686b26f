/**
 * Reports when a Linux desktop locks its screen, sleeps or wakes, by signals over D-Bus: logind on the system bus, the screen saver on the session
 * bus. Any program of the user may send that the screen is locked, because some screen savers do not use their own names; such a signal can only lock
 * the app.
 */
import type { LockSign } from '../core/ports/lock.ts'
import { systemSockets } from './bus-addresses.ts'
import { createSessionBus, type SessionBus } from './session-bus.ts'

const LOGIN = 'org.freedesktop.login1'
const LOGIN_PATH = '/org/freedesktop/login1'
const MANAGER = 'org.freedesktop.login1.Manager'
const SESSION = 'org.freedesktop.login1.Session'
const SCREEN_SAVERS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
]

interface Options {
  readonly onSign: (sign: LockSign) => void
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Runs for each bus whenever it has accepted the rules. */
  readonly onListening?: () => void
}

/** Listens until the returned function is called. A missing bus sends nothing. */
export function listenForLinuxSigns(options: Options): () => void {
  const { onSign, env = process.env, onListening = () => undefined } = options
  const system = createSessionBus({ sockets: () => systemSockets(env) })
  const session = createSessionBus({ env })
  /** The path of the user's own login session. While it is unknown, a lock of any session counts. */
  let ownSession: string | undefined

  system.follow(
    [
      [
        { sender: LOGIN, path: LOGIN_PATH, interface: MANAGER, member: 'PrepareForSleep' },
        ([isBefore]) => {
          if (isBefore === true) onSign('suspend')
          if (isBefore === false) onSign('resume')
        },
      ],
      [
        { sender: LOGIN, interface: SESSION, member: 'Lock' },
        (_values, path) => {
          if ((ownSession ?? path) === path) onSign('screen')
        },
      ],
    ],
    {
      listening() {
        void findOwnSession(system, env.XDG_SESSION_ID).then((path) => void (ownSession = path))
        onListening()
      },
    },
  )
  session.follow(
    SCREEN_SAVERS.map((name) => [
      { interface: name, member: 'ActiveChanged' },
      ([isActive]) => {
        if (isActive === true) onSign('screen')
      },
    ]),
    { listening: onListening },
  )
  return () => {
    system.close()
    session.close()
  }
}

async function findOwnSession(bus: SessionBus, sessionId: string | undefined): Promise<string | undefined> {
  const ask = (member: string, signature: string, value: unknown) =>
    bus.call({
      destination: LOGIN,
      path: LOGIN_PATH,
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
    return undefined // no logind, or the program belongs to no session
  }
}
