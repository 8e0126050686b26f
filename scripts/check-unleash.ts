/**
 * `npm run check:unleash`: tests a described provider against a real server. Installs Unleash from npm into a temporary folder, starts it there with
 * its own PostgreSQL, runs `test/unleash` and removes everything again. Needs PostgreSQL's programs, and the network for npm.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failedStep, report, runVitest, unwrapped, type Tally } from './steps.ts'
import { postgresFolder, startPostgres } from './unleash/postgres.ts'
import type { Server } from './unleash/server.ts'
import { throwawayUser } from './unleash/throwaway-user.ts'
import { installUnleash, startUnleash, UNLEASH_VERSION } from './unleash/unleash-server.ts'

const MISSING = `PostgreSQL is not on this machine (initdb, postgres and pg_isready).
On Debian and Ubuntu: apt-get install postgresql`

async function check(): Promise<Tally> {
  if (process.platform === 'win32') return failedStep('unleash', 'This check needs Linux or macOS.')
  const binaries = postgresFolder()
  if (binaries === undefined) return failedStep('unleash', MISSING)
  const user = throwawayUser()
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-unleash-'))
  const running: Server[] = []
  try {
    chmodSync(folder, 0o755) // the servers' user must be able to enter the folder
    const server = join(folder, 'server')
    console.log(`unleash: installing unleash-server@${UNLEASH_VERSION}…`)
    installUnleash(server)
    const database = await startPostgres(binaries, join(folder, 'database'), user)
    running.push(database)
    const unleash = await startUnleash(server, database, user)
    running.push(unleash)
    console.log(`unleash: Unleash ${UNLEASH_VERSION} with PostgreSQL ${database.version}`)
    const env = { KEYHOLD_UNLEASH_ADDRESS: unleash.address, KEYHOLD_UNLEASH_TOKEN: unleash.token }
    return await runVitest('unleash', { ...unwrapped, env })
  } catch (error) {
    return failedStep('unleash', String(error))
  } finally {
    for (const one of running.reverse()) await one.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = report([await check()])
