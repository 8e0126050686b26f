/** Runs a separate PostgreSQL in a folder, with the programs of this machine. It is reachable only through a socket in that folder. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { endOf, type Server } from './server.ts'
import { giveTo, type ProcessUser } from './throwaway-user.ts'

export interface Postgres extends Server {
  /** The folder of its socket, which clients accept as a host. */
  readonly host: string
  readonly user: string
  /** For example "15.13". */
  readonly version: string
}

const USER = 'keyhold'
const PATIENCE_MS = 30_000

/** The folder of `initdb` and `postgres`, which Debian does not put in the search path. */
export function postgresFolder(): string | undefined {
  const debian = globSync('/usr/lib/postgresql/*/bin').sort((one, other) => versionIn(other) - versionIn(one))
  const searched = (process.env.PATH ?? '').split(delimiter)
  return [...debian, ...searched].find((folder) =>
    ['initdb', 'postgres', 'pg_isready'].every((name) => existsSync(join(folder, name))),
  )
}

const versionIn = (folder: string): number => Number(/\d+/.exec(folder)?.[0] ?? 0)

/** `binaries`: see {@link postgresFolder}. Throws with the program's output if it does not start. */
export async function startPostgres(
  binaries: string,
  folder: string,
  user: ProcessUser | undefined,
): Promise<Postgres> {
  mkdirSync(folder, { mode: 0o700 })
  giveTo(folder, user)
  const data = join(folder, 'data')
  const options = { cwd: folder, ...user }
  const init = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    {
      ...options,
      encoding: 'utf8',
    },
  )
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr}`)
  const child = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    { ...options, stdio: 'ignore' },
  )
  const isReady = () =>
    spawnSync(join(binaries, 'pg_isready'), ['-q', '-h', folder, '-U', USER], options).status === 0
  const end = endOf(child, 'SIGINT')
  const until = Date.now() + PATIENCE_MS
  while (!isReady()) {
    if (Date.now() > until || child.exitCode !== null) {
      await end()
      throw new Error('PostgreSQL did not start')
    }
    await wait(200)
  }
  const { stdout } = spawnSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' })
  return { host: folder, user: USER, version: /\d+(?:\.\d+)*/.exec(stdout)?.[0] ?? 'unknown', end }
}
