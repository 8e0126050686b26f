/** Runs the whole program in a folder. Calls go through the gate by name, as those of the page do. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../electron/app.ts'
import type { RunCommand } from '../../electron/command-line/session.ts'
import type { NetworkPort } from '../../electron/core/ports/network.ts'
import type { World } from '../../electron/core/ports/world.ts'
import { createNetwork } from '../../electron/os/network.ts'
import type { CallName, Input, Output } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'
import type { AccountId, KeyRow } from '../../shared/model/model.ts'
import { OpenVault } from '../../shared/contract/snapshot.ts'
import { throughGate } from '../fakes/gate.ts'
import type { Emulator } from '../emulators/emulator.ts'
import { profileWorld, type ProfileWorld } from './profile.ts'

export interface RunningProgram {
  readonly world: ProfileWorld
  readonly call: ReturnType<typeof throughGate>
  /** Returns the value, or throws the error that the page would get. */
  readonly ask: <K extends CallName>(
    name: K,
    ...args: undefined extends Input<K> ? [] : [input: Input<K>]
  ) => Promise<Output<K>>
  readonly snapshot: () => Promise<OpenVault>
  readonly keyNamed: (name: string) => Promise<KeyRow>
  /** Runs one call of the `keyhold` command. */
  readonly answerCommand: RunCommand
  /** Connects an account to an emulator and waits for its first sync. Saves a described provider first, and confirms its list. */
  readonly connect: (emulator: Emulator, name?: string) => Promise<AccountId>
  /** Reports that the machine has slept. */
  readonly woke: () => void
  /** Does nothing if called again. */
  readonly close: () => Promise<void>
}

const folders: string[] = []

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-test-'))
  folders.push(folder)
  return folder
}

/** Removes every folder that this test file has created. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** The parts of the world that a test replaces. The others are real. */
export interface Parts extends Partial<Pick<World, 'clock' | 'log'>> {
  /** Wraps the real network for the program. */
  readonly through?: (network: NetworkPort) => NetworkPort
  /** Wraps the test's world for the program. */
  readonly around?: (world: ProfileWorld) => World
  /** Called with every answer of the gate. */
  readonly heard?: (call: CallName, result: Result<unknown>) => void
}

/** Starts the program in `folder`, by default a new one. Starting again in the same folder is a restart. */
export async function startProgram(
  folder = newFolder(),
  { through = (network) => network, around = (world) => world, heard, ...parts }: Parts = {},
): Promise<RunningProgram> {
  const network = createNetwork({ proxyFor: async () => undefined })
  const world = profileWorld(folder, through(network), parts)
  const app = createApp(around(world))
  await app.started
  const gate = throughGate(app.handlers)
  const call: RunningProgram['call'] = async (name, ...args) => {
    const result = await gate(name, ...args)
    heard?.(name, result)
    return result
  }

  const ask: RunningProgram['ask'] = async (name, ...args) => {
    const result = await call(name, ...args)
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
    return result.value
  }
  const snapshot = async () => {
    const taken = await ask('app:snapshot')
    if (taken.vault !== 'open') throw new Error(`The vault is ${taken.vault}`)
    return OpenVault.parse(taken) // the gate checks only a sample of the rows
  }
  const describe = async (text: string): Promise<string> => {
    const saved = await ask('description:save', { text })
    if (saved.kind === 'faulty') throw new Error(JSON.stringify(saved.faults))
    return saved.provider
  }
  return {
    world,
    call,
    ask,
    snapshot,
    async keyNamed(name) {
      const found = (await snapshot()).keys.find((key) => key.name === name)
      if (found === undefined) throw new Error(`No key is called ${name}`)
      return found
    },
    async connect(emulator, name = 'Lab') {
      const { document } = emulator
      const provider = document === undefined ? emulator.provider : await describe(document)
      const { account } = await ask('account:connect', {
        provider,
        name,
        settings: { ...emulator.settings },
        credential: { from: 'typed', text: emulator.credential },
      })
      await ask('account:sync', { account })
      if (document !== undefined) {
        await ask('description:review', { account })
        await ask('description:confirm-list', { provider })
      }
      return account
    },
    answerCommand: app.answerCommand,
    woke: () => app.woke(),
    async close() {
      await app.close()
      network.close()
    },
  }
}
