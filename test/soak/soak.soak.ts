/**
 * Runs the built program in real Electron for an hour (KEYHOLD_SOAK_MINUTES), which is 72 hours (KEYHOLD_SOAK_HOURS) by its own clock, with random
 * actions of a user, a machine and a network. Its use of resources stays flat, logs and history rotate, and no secret is lost. `npm run soak` runs
 * it.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, inject, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../shared/expiry/expiry.ts'
import { press } from '../e2e/outside.ts'
import { atEnd } from '../e2e/lifetime.ts'
import { startCoralogix } from '../emulators/coralogix.ts'
import { startIonos } from '../emulators/ionos.ts'
import { startOpenRouter } from '../emulators/openrouter.ts'
import { startRipeAtlas } from '../emulators/ripe-atlas.ts'
import { SEED } from '../seed.ts'
import { ACTS, sleep, type ActName, type Soak } from './acts.ts'
import {
  ask,
  connect,
  keysOf,
  PASSPHRASE,
  settle,
  snapshotOf,
  startSoakProgram,
  type SoakAccount,
} from './program.ts'
import { sampleOf, type Sample } from './samples.ts'
import { table } from './table.ts'

const MINUTES = Number(process.env.KEYHOLD_SOAK_MINUTES ?? 60)
const HOURS = Number(process.env.KEYHOLD_SOAK_HOURS ?? 72)
/** How often the clock moves in an hour. */
const PARTS = 4
const PART_MS = MINUTE_MS * 15
/** Hours that end with a sleep of a month, which makes the earlier history too old to keep. */
const HOLIDAYS: readonly number[] = [1, 2, 3].map((quarter) => Math.floor((quarter * HOURS) / 4))
const HOLIDAY_MS = 31 * DAY_MS
/** The keyring restarts before this hour, and again at the end. The program must then restart, so this hour is in the first quarter. */
const KEYRING_RESTARTS = Math.floor(HOURS / 12)
const ONE_LOG = 1_000_000

const steps = fc.record({ act: fc.constantFrom(...(Object.keys(ACTS) as ActName[])), pick: fc.nat(0xffff) })
/** Enough steps for the fastest machine; those left when a part ends are skipped. */
const stepsOf = (hour: number, part: number) =>
  fc.sample(steps, { seed: SEED + hour * PARTS + part, numRuns: 200 })

it.skipIf(inject('electron') === undefined)(
  'stays flat and loses nothing',
  { timeout: MINUTES * 3 * MINUTE_MS + 600_000 },
  async () => {
    const emulators = await Promise.all([
      startRipeAtlas({ keys: 12 }),
      startIonos({ keys: 4, service: 'logging' }),
      startCoralogix({ keys: 8 }),
      startOpenRouter({ keys: 8 }),
    ])
    for (const emulator of emulators) atEnd(() => emulator.close())
    let program = await startSoakProgram()
    const { profile } = program.app
    await ask(program.app.page, 'settings:change', { syncMinutes: 15, historyDays: 30 })
    const accounts: SoakAccount[] = []
    for (const emulator of emulators) accounts.push(await connect(program.app.page, emulator))
    await ask(program.app.page, 'lock:set', { passphrase: PASSPHRASE })
    // An almost full log, as after a month of use.
    const log = join(profile.profileDir, 'logs', 'keyhold.log')
    appendFileSync(log, `${'x'.repeat(ONE_LOG - 500)}\n`)

    const soak: Soak = {
      get program() {
        return program
      },
      accounts,
      regenerable: accounts.slice(0, 2),
      async pass(ms) {
        for (const { emulator } of accounts) emulator.pass(ms)
        await program.clock.pass(ms)
      },
    }
    const samples: Sample[] = []
    const counts = new Map<string, number>()

    async function restartKeyring(): Promise<void> {
      await program.keyring.kill()
      await ask(program.app.page, 'keychain:check')
      expect((await snapshotOf(program.app.page)).keychain.state).not.toBe('ready')
      await program.close()
      program = await startSoakProgram(profile)
      await settle(program.app.page)
    }

    async function act(hour: number, part: number, until: number): Promise<void> {
      for (const [at, { act: name, pick }] of stepsOf(hour, part).entries()) {
        if (at > 0 && performance.now() > until) return
        try {
          await settle(program.app.page)
          await ACTS[name](soak, pick)
        } catch (error) {
          const where = `hour ${String(hour)}, part ${String(part)}, ${name} (${String(pick)})`
          throw new Error(`${where}, KEYHOLD_SEED=${String(SEED)}\n${lastErrors(log)}`, { cause: error })
        }
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }

    const from = performance.now()
    const partMs = (MINUTES * MINUTE_MS) / HOURS / PARTS
    for (let hour = 0; hour < HOURS; hour += 1) {
      if (hour === KEYRING_RESTARTS) await restartKeyring()
      for (let part = 0; part < PARTS; part += 1) {
        await soak.pass(PART_MS)
        await act(hour, part, from + (hour * PARTS + part + 1) * partMs)
      }
      if (HOLIDAYS.includes(hour + 1)) await sleep(soak, HOLIDAY_MS)
      await settle(program.app.page)
      samples.push(await sampleOf(program.app))
      process.stdout.write(`soak: hour ${String(hour + 1)} of ${String(HOURS)}\n`)
    }
    await restartKeyring()

    const { text, grown } = table(samples)
    const ran = [...counts].map(([name, count]) => `${name} ${String(count)}`).join(', ')
    process.stdout.write(
      `soak: seed ${String(SEED)}, ${((performance.now() - from) / MINUTE_MS).toFixed(0)} min\n${ran}\n${text}\n`,
    )
    await expectEverySecret(soak)
    expect(existsSync(join(profile.profileDir, 'logs', 'keyhold.1.log')), 'the log has rotated').toBe(true)
    await expectPruned(soak)
    expect(grown, 'what has grown').toEqual([])
  },
)

/** The last errors of the log, which contains no secrets. The profile is deleted after the test. */
const lastErrors = (log: string): string =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"level":"error"'))
    .slice(-5)
    .join('\n')

/** Checks that each secret that a provider issued and still accepts is the current one of a key, and that the provider accepts each current one. */
async function expectEverySecret(soak: Soak): Promise<void> {
  const { page } = soak.program.app
  for (const { id } of soak.accounts) await ask(page, 'account:sync', { account: id })
  await soak.pass(MINUTE_MS * 3)
  for (const { id } of soak.accounts) await ask(page, 'account:sync', { account: id })
  await settle(page)
  const snapshot = await snapshotOf(page)
  for (const { id, emulator } of soak.accounts) {
    const current = new Set<string>()
    for (const key of keysOf(snapshot, id).filter(({ secret }) => secret === 'held')) {
      await soak.pass(MINUTE_MS) // The program allows a limited number of reveals per minute.
      await press(page)
      const { secret } = await ask(page, 'key:reveal-secret', { key: key.id })
      const isAccepted =
        key.switch === 'disabled'
          ? emulator.handedOut().some((one) => one.secret === secret)
          : emulator.isAlive(secret)
      expect(isAccepted, `${emulator.provider}: the secret of ${key.name} works`).toBe(true)
      current.add(secret)
    }
    const lost = emulator.handedOut().filter(({ secret, alive }) => alive && !current.has(secret))
    expect(lost.length, `${emulator.provider}: secrets that work and are nowhere`).toBe(0)
  }
}

/** Checks that nothing in the history is older than the 30 days of the settings plus the hours since it was last pruned. */
async function expectPruned({ program }: Soak): Promise<void> {
  const { page } = program.app
  const { now } = await snapshotOf(page)
  let oldest = now
  let before: number | undefined
  for (;;) {
    const rows = await ask(page, 'history:list', { limit: 200, ...(before !== undefined && { before }) })
    if (rows.length === 0) break
    oldest = Math.min(oldest, ...rows.map(({ at }) => at))
    before = rows.at(-1)!.id
  }
  expect(now - oldest).toBeLessThan(32 * DAY_MS)
}
