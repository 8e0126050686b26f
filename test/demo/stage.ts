/** Everything that a run of the demo creates and deletes: a folder, emulated providers, and worlds in that folder. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeychainPort } from '../../electron/core/ports/keychain.ts'
import type { FileKeychain } from '../fakes/file-keychain.ts'
import { loadBuilt, type Built } from '../host/built.ts'
import { profileWorld, type ProfileWorld } from '../integration/profile.ts'
import { startProgram, type DemoProgram } from './program.ts'
import { startDemoProviders, type DemoProviders } from './providers.ts'

export interface Started<Keychain extends KeychainPort = FileKeychain> {
  readonly world: Omit<ProfileWorld, 'keychain'> & { readonly keychain: Keychain }
  readonly program: DemoProgram
}

export interface Stage {
  readonly built: Built
  readonly providers: DemoProviders
  readonly profile: string
  /** A folder for a browser's own files, or for another profile. */
  readonly folder: (name: string) => string
  /** Starts the program on the profile, with its keychain of files. A start after `close` is a restart. */
  readonly start: () => Promise<Started>
  /** Does the same on a keychain that the caller passes. */
  readonly startOn: <Keychain extends KeychainPort>(keychain: Keychain) => Promise<Started<Keychain>>
  /** Removes everything. Close the program first. */
  readonly close: () => Promise<void>
}

/** Shown in the settings and beside every key. */
const BACKEND = 'Throwaway keychain of the demo (plain files)'

/** The time that a person needs to read and answer a dialog. */
const ANSWER_MS = 10_000

/**
 * A world with a keychain of plain files in the profile, as its backend name says. Each answer to a dialog takes a realistic time, so that the
 * program's limits per minute do not refuse the demo, which connects twelve accounts within a minute.
 */
export const demoWorld = (profile: string, network: ProfileWorld['network']): ProfileWorld => {
  const world = profileWorld(profile, network)
  const { keychain, clock, confirmations } = world
  let answeredMs = 0
  const probe = async () => ({ ...(await keychain.probe()), backend: BACKEND })
  return {
    ...world,
    keychain: { ...keychain, probe },
    clock: { ...clock, steadyMs: () => clock.steadyMs() + answeredMs },
    confirmations: {
      confirm(question) {
        answeredMs += ANSWER_MS
        return confirmations.confirm(question)
      },
    },
  }
}

/** Rejects when there is no build. */
export async function createStage(): Promise<Stage> {
  const built = await loadBuilt()
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-demo-'))
  const network = built.createNetwork({ proxyFor: () => Promise.resolve(undefined) })
  const providers = await startDemoProviders()
  const profile = join(dir, 'profile')
  mkdirSync(profile, { mode: 0o700 }) // the mode that Electron gives the real folder
  return {
    built,
    providers,
    profile,
    folder: (name) => join(dir, name),
    async start() {
      const world = demoWorld(profile, network)
      return { world, program: await startProgram(built, world) }
    },
    async startOn(keychain) {
      const world = { ...demoWorld(profile, network), keychain }
      return { world, program: await startProgram(built, world) }
    },
    async close() {
      network.close()
      await providers.close()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
