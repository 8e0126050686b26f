import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

import { startRipeAtlas, type AtlasEmulator } from '../../emulators/ripe-atlas.ts'
import { newFolder, startProgram, type RunningProgram } from '../program.ts'

/*
 * Every place at which the program touches the world is a place to die. For each: a fresh profile, the act in a process of its own,
 * SIGKILL at that point, a new start, a sync. Then the promise: every secret that the provider has handed out is in the keychain,
 * before the user, or named in a recovery notice. And nothing was asked of the provider twice.
 */

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url))
const APP = new URL('../../../out/main/app.js', import.meta.url).href

const stops: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

interface Stage {
  readonly folder: string
  readonly emulator: AtlasEmulator
  readonly act: object
}

/** Runs the act in its own process; resolves with the points it reached and how it ended. */
async function run({ folder, act }: Stage, killAt?: number) {
  const order = JSON.stringify({ app: APP, profile: folder, act, killAt })
  const child = spawn(process.execPath, ['--no-warnings', CHILD, order], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const points: string[] = []
  let trouble = ''
  child.stderr.on('data', (text: Buffer) => (trouble += text.toString()))
  createInterface(child.stdout).on('line', (line) => points.push(line))
  const signal = await new Promise((resolve) => child.on('close', (_code, how) => resolve(how)))
  return { points, signal, trouble }
}

type Act = 'regenerate' | 'create' | 'regenerate the own credential'

/** A profile with a connected account and a key that already holds a secret. The emulator is the truth of what came after. */
async function stage(act: Act): Promise<Stage> {
  const emulator = await startRipeAtlas({ keys: 2 })
  stops.push(() => emulator.close())
  const folder = newFolder()
  const program = await startProgram(folder)
  const account = await program.connect(emulator)
  await program.ask('settings:change', { syncMinutes: 0 }) // the test says when
  const { keys } = await program.snapshot()
  const key = keys.find(
    ({ credentialOf }) => (credentialOf === account) === (act === 'regenerate the own credential'),
  )!
  await program.close()
  const input = act === 'create' ? { account, draft: { label: 'made-by-test' } } : { key: key.id }
  return { folder, emulator, act: { do: act === 'create' ? 'create' : 'regenerate', input } }
}

async function expectNothingLost(emulator: AtlasEmulator, program: RunningProgram): Promise<void> {
  const kept = new Set(program.world.keychain.entries().values())
  const { operations } = await program.snapshot()
  const isToldOf = operations.some(({ state }) => state === 'unknown' || state === 'unsaved')
  for (const { secret } of emulator.handedOut()) expect(kept.has(secret) || isToldOf).toBe(true)
}

describe.each<Act>(['regenerate', 'create', 'regenerate the own credential'])('%s', (act) => {
  it('loses nothing, wherever it is killed', async () => {
    const whole = await run(await stage(act))
    expect(whole.trouble).toBe('')
    expect(whole.points).toContain('step done')
    const answered = whole.points.indexOf('step sealed')

    for (const [killAt, point] of whole.points.entries()) {
      const at = await stage(act)
      const killed = await run(at, killAt)
      expect(killed.signal, `killed ${point}`).toBe('SIGKILL')
      const sends = issueRequests(at.emulator)

      const program = await startProgram(at.folder)
      await expectNothingLost(at.emulator, program)
      const { operations, accounts, keys } = await program.snapshot()
      if (killAt >= answered) {
        expect(operations, `after ${point}`).toEqual([])
        const kept = [...program.world.keychain.entries().values()]
        for (const { secret } of at.emulator.handedOut()) expect(kept, `after ${point}`).toContain(secret)
      }
      await program.ask('account:sync', { account: accounts[0]!.id })
      await expectNothingLost(at.emulator, program)
      expect((await program.snapshot()).keys.length).toBeGreaterThanOrEqual(keys.length)
      expect(issueRequests(at.emulator), `asked again after ${point}`).toBe(sends)
      await program.close()
    }
  }, 240_000)
})

const issueRequests = ({ requests }: AtlasEmulator): number =>
  requests.filter(({ method }) => method === 'PATCH' || method === 'POST').length
