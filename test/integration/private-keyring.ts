/** A session bus and a GNOME keyring of our own, in a throwaway home, so that tests may lock and end them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSessionBus, type SessionBus } from '../../electron/os/session-bus.ts'

/** Of every keyring here that has one. */
export const PASSWORD = 'throwaway'

/**
 * Starts nothing by itself: without service files a name has an owner only when we start one. It lets fewer calls wait for their answer than any
 * real bus (dbus-daemon's own default is 128), so that whoever asks too much at once fails each time and not now and then.
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
  /** Its socket. */
  readonly path: string
  readonly home: string
  /** What a process on this bus needs. */
  readonly env: NodeJS.ProcessEnv
  kill(): Promise<void>
  /** Once more after `kill`, on the same socket. */
  start(): Promise<void>
  close(): Promise<void>
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** The first line that a process prints. */
async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer]
  return chunk.toString('utf8').trim()
}

/** A bus with nobody on it. */
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
/** GNOME Keyring's own way to unlock without a prompt, meant for its tests and its login module. */
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

/** Waits until somebody owns the Secret Service's name and, if `withCollection`, has a default collection. */
async function answering(bus: SessionBus, withCollection: boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const path = await defaultCollection(bus).catch(() => undefined)
    if (path !== undefined && (!withCollection || path !== '/')) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('The private keyring did not start')
}

/** A password as the Secret Service wants it, in a session of its own. */
async function passwordFor(bus: SessionBus, password: string) {
  const [, session] = await secrets(bus, 'OpenSession', 'sv', ['plain', ['s', '']])
  return [session, [], [...Buffer.from(password)], 'text/plain']
}

/** A keyring without a password, which GNOME Keyring keeps as a text file. Open until the daemon ends. */
async function makeTextKeyring(bus: SessionBus): Promise<void> {
  const label = [[`${COLLECTION}.Label`, ['s', 'Default keyring']]]
  const password = await passwordFor(bus, '')
  const [path] = await secrets(bus, 'CreateWithMasterPassword', 'a{sv}(oayays)', [label, password], INTERNAL)
  await secrets(bus, 'SetAlias', 'so', ['default', path])
}

/**
 * `with` a password and open, as after a login; `without` a password: a text file, locked at each start of the daemon but the first; `none`: no
 * keyring at all.
 */
export type KeyringKind = 'with' | 'without' | 'none'

/** A keyring on that bus, with what an earlier one in the same home has kept. */
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
