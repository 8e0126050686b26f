/**
 * Measures the program in a separate process: a first sync, a second one that finds nothing new, and copies. Argument: one JSON object. Prints one
 * JSON object.
 */
import type { KeychainPort } from '../../electron/core/ports/keychain.ts'
import { startProgram } from '../demo/program.ts'
import { demoWorld } from '../demo/stage.ts'
import { loadBuilt } from '../host/built.ts'
import { watchLoop, type Block } from './blocks.ts'
import type { RemoteEmulator } from './emulator.ts'
import { clonedPush } from './push-cost.ts'

export interface MainOrder {
  readonly profile: string
  readonly emulator: Pick<RemoteEmulator, 'provider' | 'settings' | 'credential'>
  readonly copies: number
}

export interface SyncRun {
  readonly seconds: number
  /** Blocks over 5 ms, in order. */
  readonly blocks: readonly Block[]
}

export interface MainReport {
  readonly first: SyncRun
  readonly again: SyncRun
  /** Milliseconds from the call to the clipboard, minus the keychain's own time. */
  readonly copyMs: readonly number[]
}

const order = JSON.parse(process.argv[2] ?? '{}') as MainOrder
const built = await loadBuilt()
const network = built.createNetwork({ proxyFor: () => Promise.resolve(undefined) })
const world = demoWorld(order.profile, network)
let keychainMs = 0
let copiedAt = 0

/** A keychain that records its own time. */
const timed = (keychain: KeychainPort): KeychainPort => {
  const around = async <T>(run: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    try {
      return await run()
    } finally {
      keychainMs += performance.now() - from
    }
  }
  return {
    maxBytes: keychain.maxBytes,
    probe: () => around(() => keychain.probe()),
    read: (name) => around(() => keychain.read(name)),
    write: (name, secret) => around(() => keychain.write(name, secret)),
    remove: (name) => around(() => keychain.remove(name)),
    names: () => around(() => keychain.names()),
  }
}

const program = await startProgram(built, {
  ...world,
  keychain: timed(world.keychain),
  clipboard: {
    ...world.clipboard,
    async writeSecret(secret) {
      const mark = await world.clipboard.writeSecret(secret)
      copiedAt = performance.now()
      return mark
    },
  },
  push: clonedPush(world.log),
})

async function measured(run: () => Promise<unknown>): Promise<SyncRun> {
  const stop = watchLoop()
  const from = performance.now()
  await run()
  const seconds = (performance.now() - from) / 1_000
  return { seconds, blocks: stop() }
}

async function copies(): Promise<number[]> {
  const key = (await program.snapshot()).keys.find(({ credentialOf }) => credentialOf !== undefined)
  if (key === undefined) throw new Error('There is no key to copy')
  const samples: number[] = []
  for (let turn = 0; turn < order.copies; turn += 1) {
    keychainMs = 0
    const from = performance.now()
    await program.ask('key:copy', { key: key.id })
    samples.push(copiedAt - from - keychainMs)
  }
  return samples
}

const { provider, settings, credential } = order.emulator
await program.ask('settings:change', { syncMinutes: 0 })
const first = await measured(async () => {
  const { account } = await program.ask('account:connect', {
    provider,
    name: 'Bench',
    settings: { ...settings },
    credential: { from: 'typed', text: credential },
  })
  await program.ask('account:sync', { account })
})
const again = await measured(() => program.ask('account:sync-all'))
const report: MainReport = { first, again, copyMs: await copies() }
await program.close()
network.close()
process.stdout.write(`${JSON.stringify(report)}\n`)
