/** A private session bus and GNOME Keyring, in a temporary home folder, so that tests may lock and stop them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSessionBus, type SessionBus } from '../../electron/os/session-bus.ts'

/** The password of every keyring that has one. */
export const PASSWORD = 'throwaway'

/**
 * The bus starts no service by itself: there are no service files, so only the tests start services. It permits fewer pending calls than any real bus
 * (dbus-daemon's default is 128), so that code with too many simultaneous calls fails every time.
 */
const BUS_CONFIG = (
  dir: string,
) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${dir}/session-bus</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="max_replies_per_connection">60</limit>
</busconfig>`

export interface PrivateBus {
  readonly address: string
  /** The path of its socket. */
  readonly path: string
  readonly home: string
  /** The environment of a process on this bus. */
  readonly env: NodeJS.ProcessEnv
  kill(): Promise<void>
  /** Starts the bus again after `kill`, on the same socket. */
  start(): Promise<void>
  close(): Promise<void>
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Resolves with the first line that a process prints. */
async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer]
  return chunk.toString('utf8').trim()
}

/** Starts a bus without services. */
export async function startPrivateBus(): Promise<PrivateBus> {
  const home = mkdtempSync(join(tmpdir(), 'keyhold-keyring-'))
  const config = join(home, 'bus.conf')
  writeFileSync(config, BUS_CONFIG(home))
  const path = join(home, 'session-bus')
  let daemon: ChildProcess
  const start = async () => {
    rmSync(path, { force: true })
    daemon = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return firstLine(daemon)
  }
  const address = await start()
  return {
    address,
    path,
    home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      XDG_DATA_HOME: join(home, 'data'),
      DBUS_SESSION_BUS_ADDRESS: address,
    },
    kill: () => end(daemon),
    async start() {
      await start()
    },
    async close() {
      await end(daemon)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

export interface PrivateKeyring {
  /** Deletes the default collection and everything in it. */
  remove(): Promise<void>
  lock(): Promise<void>
  unlock(): Promise<void>
  close(): Promise<void>
}

const SERVICE = 'org.freedesktop.Secret.Service'
const COLLECTION = 'org.freedesktop.Secret.Collection'
/** GNOME Keyring's internal interface to unlock without a prompt, meant for its tests and its login module. */
const INTERNAL = 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface'

function secrets(
  bus: SessionBus,
  member: string,
  signature: string,
  body: readonly unknown[],
  of: string = SERVICE,
) {
  const path = '/org/freedesktop/secrets'
  return bus.call({ destination: 'org.freedesktop.secrets', path, interface: of, member, signature, body })
}

const defaultCollection = async (bus: SessionBus) => (await secrets(bus, 'ReadAlias', 's', ['default']))[0]

/** Waits until a program owns the name of the Secret Service and, if `withCollection`, has a default collection. */
async function answering(bus: SessionBus, withCollection: boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const path = await defaultCollection(bus).catch(() => undefined)
    if (path !== undefined && (!withCollection || path !== '/')) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('The private keyring did not start')
}

/** A password in the form of the Secret Service, with its own session. */
async function passwordFor(bus: SessionBus, password: string) {
  const [, session] = await secrets(bus, 'OpenSession', 'sv', ['plain', ['s', '']])
  return [session, [], [...Buffer.from(password)], 'text/plain']
}

/** Creates a keyring without a password, which GNOME Keyring stores as a text file. It stays unlocked until the daemon ends. */
async function makeTextKeyring(bus: SessionBus): Promise<void> {
  const label = [[`${COLLECTION}.Label`, ['s', 'Default keyring']]]
  const password = await passwordFor(bus, '')
  const [path] = await secrets(bus, 'CreateWithMasterPassword', 'a{sv}(oayays)', [label, password], INTERNAL)
  await secrets(bus, 'SetAlias', 'so', ['default', path])
}

/**
 * `with`: a keyring with a password, unlocked as after a login. `without`: a keyring without a password, which is locked at every later start of the
 * daemon. `none`: no keyring.
 */
export type KeyringKind = 'with' | 'without' | 'none'

/** Starts a keyring daemon on that bus. It has the entries that an earlier one stored in the same home folder. */
export async function startPrivateKeyring(
  { env }: PrivateBus,
  kind: KeyringKind = 'with',
): Promise<PrivateKeyring> {
  const bus = createSessionBus({ env })
  const isLogin = kind === 'with'
  const flags = [...(isLogin ? ['--unlock'] : []), '--components=secrets', '--foreground']
  const daemon = spawn('gnome-keyring-daemon', flags, { env, stdio: ['pipe', 'ignore', 'ignore'] })
  daemon.stdin.end(isLogin ? PASSWORD : '')
  await answering(bus, isLogin)
  if (kind === 'without' && (await defaultCollection(bus)) === '/') await makeTextKeyring(bus)
  return {
    async lock() {
      await secrets(bus, 'Lock', 'ao', [[await defaultCollection(bus)]])
    },
    async unlock() {
      const password = await passwordFor(bus, isLogin ? PASSWORD : '')
      const collection = await defaultCollection(bus)
      await secrets(bus, 'UnlockWithMasterPassword', 'o(oayays)', [collection, password], INTERNAL)
    },
    async remove() {
      const path = String(await defaultCollection(bus))
      await bus.call({
        destination: 'org.freedesktop.secrets',
        path,
        interface: COLLECTION,
        member: 'Delete',
      })
    },
    async close() {
      bus.close()
      await end(daemon)
    },
  }
}
