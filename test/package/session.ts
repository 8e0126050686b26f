/** A throwaway desktop session of an unprivileged user: a home, a screen, a bus and a keychain. Needs root, to become that user. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import type { BusPlace } from '../e2e/served-bus.ts'

/** The same user that the end-to-end specs run Electron as. */
const USER = 'keyhold-e2e'
/** Longer than any start that does not hang. */
const LIMIT_MS = 90_000

export interface Ran {
  /** `undefined` after a timeout. */
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export interface Session {
  readonly homeDir: string
  readonly uid: number
  readonly gid: number
  readonly bus: BusPlace
  /** For example `:99`. */
  readonly display: string
  /** Runs a program as the user until it ends. */
  readonly run: (
    program: string,
    args?: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<Ran>
  /** Starts a program as the user. The session ends it at the latest. */
  readonly start: (
    program: string,
    args?: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => ChildProcess
  /** Ends all processes of the session, and deletes its home. */
  readonly close: () => void
}

/** Rejects if a part of the session does not start. */
export async function openSession(): Promise<Session> {
  if (spawnSync('id', [USER], { stdio: 'ignore' }).status !== 0)
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', USER])
  const [uid, gid] = [idOf('-u'), idOf('-g')]
  const homeDir = mkdtempSync(join(tmpdir(), 'keyhold-package-'))
  chownSync(homeDir, uid, gid)
  const children: ChildProcess[] = []

  function spawnAsUser(
    command: readonly string[],
    env: Readonly<Record<string, string>>,
    stdio: 'pipe' | 'ignore',
  ): ChildProcess {
    const become = ['--reuid', USER, '--regid', USER, '--init-groups']
    const child = spawn('setpriv', [...become, ...command], {
      cwd: homeDir,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: homeDir, USER, ...env },
      detached: true, // a separate process group, so that all its processes can be killed
      stdio: ['ignore', stdio, stdio],
    })
    children.push(child)
    return child
  }

  function close(): void {
    for (const child of children.reverse()) killGroup(child)
    for (const pid of processesAtHome(homeDir)) killGroup({ pid })
    rmSync(homeDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  /** Cleans up if a part does not start. */
  const orClosed = (ready: Promise<string>): Promise<string> =>
    ready.catch((error: unknown) => {
      close()
      throw error
    })

  const screen = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-ac', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  children.push(screen)
  const display = `:${await orClosed(firstLine(screen))}`
  const script = readFileSync(join(ROOT, 'scripts', 'throwaway-session.sh'), 'utf8')
  const waiting = 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec sleep infinity'
  const inner = spawnAsUser(
    ['bash', '-c', script, 'session', 'sh', '-c', waiting],
    { KEYHOLD_SESSION_HOME: homeDir, DISPLAY: display },
    'pipe',
  )
  const address = await orClosed(firstLine(inner))
  const own = {
    DISPLAY: display,
    DBUS_SESSION_BUS_ADDRESS: address,
    XDG_RUNTIME_DIR: join(homeDir, '.run'),
  }

  return {
    homeDir,
    uid,
    gid,
    display,
    bus: { address, uid },
    run: (program, args = [], env = {}) => ended(spawnAsUser([program, ...args], { ...own, ...env }, 'pipe')),
    start: (program, args = [], env = {}) => spawnAsUser([program, ...args], { ...own, ...env }, 'ignore'),
    close,
  }
}

const idOf = (which: '-u' | '-g') => Number(execFileSync('id', [which, USER], { encoding: 'utf8' }))

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString()
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
    child.on('error', reject)
    child.on('exit', () => reject(new Error(`${child.spawnfile} ended before it was ready`)))
  })
}

function ended(child: ChildProcess): Promise<Ran> {
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', (bytes: Buffer) => (texts[name] += bytes.toString()))
  return new Promise((resolve, reject) => {
    const end = (code: number | undefined) => {
      clearTimeout(limit)
      resolve({ code, ...texts })
    }
    const limit = setTimeout(() => {
      killGroup(child)
      end(undefined)
    }, LIMIT_MS)
    child.on('error', reject)
    child.on('close', (code) => end(code ?? undefined))
  })
}

/** Finds the session's services by their home, because they leave its process group. */
const processesAtHome = (homeDir: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => environmentOf(pid).includes(`HOME=${homeDir}`))
    .map(Number)

function environmentOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return [] // the process has ended
  }
}

function killGroup(child: Pick<ChildProcess, 'pid'>): void {
  if (child.pid === undefined) return
  for (const pid of [-child.pid, child.pid])
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // The process has ended, or leads no group.
    }
}
