/** A real Unleash from npm, installed into a folder, on loopback and with its own database. */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Postgres } from './postgres.ts'
import { endOf, type Server } from './server.ts'
import { giveTo, type ProcessUser } from './throwaway-user.ts'

export const UNLEASH_VERSION = '7.5.1'

const PATIENCE_MS = 180_000
const DAY_MS = 86_400_000

export interface Unleash extends Server {
  /** For example `http://127.0.0.1:4242/api/admin/`. */
  readonly address: string
  /** The secret of a personal access token of the administrator. */
  readonly token: string
}

/** Installs without the packages' install scripts, because they are untrusted code. */
export function installUnleash(folder: string): void {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', `unleash-server@${UNLEASH_VERSION}`],
    { cwd: folder, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`npm could not install Unleash: ${stdout}${stderr}`)
}

/** `folder`: see {@link installUnleash}. Throws with the end of its log if it does not answer. */
export async function startUnleash(
  folder: string,
  database: Postgres,
  user: ProcessUser | undefined,
): Promise<Unleash> {
  giveTo(folder, user)
  const port = await freePort()
  const origin = `http://127.0.0.1:${String(port)}`
  const admin = { username: 'admin', password: randomBytes(18).toString('base64url') }
  const logPath = join(folder, 'unleash.log')
  const log = openSync(logPath, 'w')
  const child = spawn(process.execPath, ['node_modules/unleash-server/dist/server.js'], {
    cwd: folder,
    ...user,
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env.PATH,
      TZ: 'UTC',
      NODE_ENV: 'production',
      DATABASE_HOST: database.host,
      DATABASE_USERNAME: database.user,
      DATABASE_NAME: 'postgres',
      DATABASE_SSL: 'false',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(port),
      UNLEASH_URL: origin,
      UNLEASH_DEFAULT_ADMIN_USERNAME: admin.username,
      UNLEASH_DEFAULT_ADMIN_PASSWORD: admin.password,
      CHECK_VERSION: 'false',
      SEND_TELEMETRY: 'false',
    },
  })
  const end = endOf(child, 'SIGTERM')
  try {
    const until = Date.now() + PATIENCE_MS
    while (!(await isUp(origin))) {
      if (Date.now() > until || child.exitCode !== null) throw new Error('Unleash did not start')
      await wait(500)
    }
    return { address: `${origin}/api/admin/`, token: await firstToken(origin, admin), end }
  } catch (error) {
    await end()
    throw new Error(`${String(error)}\n${readFileSync(logPath, 'utf8').slice(-2_000)}`, { cause: error })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const isUp = (origin: string): Promise<boolean> =>
  fetch(`${origin}/health`).then(
    ({ ok }) => ok,
    () => false,
  )

/** Does what a user does in the console beforehand: signs in, and creates a personal access token for Keyhold. */
async function firstToken(
  origin: string,
  admin: { readonly username: string; readonly password: string },
): Promise<string> {
  const post = async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`)
    return answer
  }
  const signedIn = await post('/auth/simple/login', admin)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const made = await post(
    '/api/admin/user/tokens',
    { description: 'keyhold', expiresAt: new Date(Date.now() + 30 * DAY_MS).toISOString() },
    { cookie },
  )
  return z.object({ secret: z.string() }).parse(await made.json()).secret
}
