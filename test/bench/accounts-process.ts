/**
 * Measures the program in a separate process, with an account at each of several providers: each first sync alone, all of them in parallel, and the
 * memory that ten of them leave in use. Needs `--expose-gc`. Argument: one JSON object. Prints one JSON object.
 */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { startProgram } from '../demo/program.ts'
import { demoWorld } from '../demo/stage.ts'
import { loadBuilt } from '../host/built.ts'
import { watchLoop, type Block } from './blocks.ts'
import type { RemoteEmulator } from './emulator.ts'

export interface AccountsOrder {
  /** Parent folder of the new profiles. */
  readonly folder: string
  readonly emulators: readonly Pick<RemoteEmulator, 'provider' | 'settings' | 'credential'>[]
  /** The number of syncs of all accounts between the two memory measurements. */
  readonly syncs: number
}

export interface AccountsReport {
  /** Seconds of each account's first sync, alone in its vault. */
  readonly alone: readonly { readonly provider: string; readonly seconds: number }[]
  /** Seconds until the last account's first sync has ended, with all starting at once. */
  readonly together: number
  /** Blocks over 5 ms while the first syncs ran in parallel. */
  readonly blocks: readonly Block[]
  /** Bytes in use after garbage collection: after one sync of all accounts, and after `syncs` more. */
  readonly memory: readonly [number, number]
}

const order = JSON.parse(process.argv[2] ?? '{}') as AccountsOrder
const built = await loadBuilt()
const network = built.createNetwork({ proxyFor: () => Promise.resolve(undefined) })

async function openNew() {
  const program = await startProgram(built, demoWorld(mkdtempSync(join(order.folder, 'profile-')), network))
  await program.ask('settings:change', { syncMinutes: 0 })
  return program
}
type Program = Awaited<ReturnType<typeof openNew>>

const formOf = ({ provider, settings, credential: text }: AccountsOrder['emulators'][number]) => ({
  provider,
  name: provider,
  settings: { ...settings },
  credential: { from: 'typed' as const, text },
})

/** Confirms the emulators' addresses one after the other, because the program shows only one question at a time. */
async function confirm(program: Program, emulators: AccountsOrder['emulators']): Promise<void> {
  for (const emulator of emulators) await program.ask('account:test', formOf(emulator))
}

async function connect(program: Program, emulator: AccountsOrder['emulators'][number]): Promise<void> {
  const { account } = await program.ask('account:connect', formOf(emulator))
  await program.ask('account:sync', { account })
}

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await run()
  return (performance.now() - from) / 1_000
}

/** Collects twice, because the first collection may make more objects collectable. */
function inUse(): number {
  for (let turn = 0; turn < 2; turn += 1) (globalThis as unknown as { gc: () => void }).gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const alone: AccountsReport['alone'][number][] = []
for (const emulator of order.emulators) {
  const program = await openNew()
  await confirm(program, [emulator])
  alone.push({ provider: emulator.provider, seconds: await secondsOf(() => connect(program, emulator)) })
  await program.close()
}

const program = await openNew()
await confirm(program, order.emulators)
const stop = watchLoop()
const together = await secondsOf(() => Promise.all(order.emulators.map((one) => connect(program, one))))
const blocks = stop()
await program.ask('account:sync-all')
const before = inUse()
for (let turn = 0; turn < order.syncs; turn += 1) await program.ask('account:sync-all')
const report: AccountsReport = { alone, together, blocks, memory: [before, inUse()] }
await program.close()
network.close()
process.stdout.write(`${JSON.stringify(report)}\n`)
