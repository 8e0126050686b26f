/** Everything that a run of the demo throws away: a folder, emulated providers, and worlds on that folder. */
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
  /** For a browser's own files, or for another profile. */
  readonly folder: (name: string) => string
  /** The program on the profile, with its keychain of files. Starting again after `close` is a restart. */
  readonly start: () => Promise<Started>
  /** The same on a keychain of the caller's. */
  readonly startOn: <Keychain extends KeychainPort>(keychain: Keychain) => Promise<Started<Keychain>>
  /** Removes it all. Close the program first. */
  readonly close: () => Promise<void>
}

/** People read it in the settings and beside every key. */
const BACKEND = 'Throwaway keychain of the demo (plain files)'

/** A keychain of files in the profile that says what it is. */
export const demoWorld = (profile: string, network: ProfileWorld['network']): ProfileWorld => {
  const world = profileWorld(profile, network)
  const { keychain } = world
  const probe = async () => ({ ...(await keychain.probe()), backend: BACKEND })
  return { ...world, keychain: { ...keychain, probe } }
}

/** Rejects when nothing has been built. */
export async function createStage(): Promise<Stage> {
  const built = await loadBuilt()
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-demo-'))
  const network = built.createNetwork({ proxyFor: () => Promise.resolve(undefined) })
  const providers = await startDemoProviders()
  const profile = join(dir, 'profile')
  mkdirSync(profile, { mode: 0o700 }) // as Electron makes the real one
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
