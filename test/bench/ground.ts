/** The environment of every benchmark: throwaway folders, filled profiles, and the page opened in either world. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileKeychain } from '../fakes/file-keychain.ts'
import { findChromium } from '../host/chromium.ts'
import { openHost } from '../host/host.ts'
import { findBenchElectron, type BenchElectron } from './electron.ts'
import { fillProfile } from './main-bench.ts'
import type { OpenPage } from './page-bench.ts'

export interface Ground {
  readonly electron: BenchElectron | undefined
  readonly chromiumPath: string
  /** The folder for the results of a run. */
  readonly resultsDir: string
  readonly newFolder: () => string
  /** The path of a profile with one account of that many keys. The profile is created once. */
  readonly filled: (keys: number) => Promise<string>
  readonly openInHost: (profile: string) => Promise<OpenPage>
  readonly close: () => void
}

/** Throws if no browser is installed. `mayElectron`: there is a screen, and a keychain that only the benchmark uses. */
export function createGround(mayElectron: boolean, resultsDir: string): Ground {
  const chromiumPath = findChromium()
  if (chromiumPath === undefined) throw new Error('No Chromium or Chrome is installed')
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-bench-'))
  const electron = mayElectron ? findBenchElectron() : undefined
  const profiles = new Map<number, Promise<string>>()
  const newFolder = () => mkdtempSync(join(dir, 'profile-'))

  async function fill(keys: number): Promise<string> {
    const folder = newFolder()
    await fillProfile(keys, folder)
    return folder
  }

  return {
    electron,
    chromiumPath,
    resultsDir,
    newFolder,
    filled(keys) {
      const profile = profiles.get(keys) ?? fill(keys)
      profiles.set(keys, profile)
      return profile
    },
    openInHost: (profile) =>
      openHost({
        chromiumPath,
        profileDir: profile,
        browserDir: mkdtempSync(join(dir, 'browser-')),
        keychainService: undefined,
        keychain: fileKeychain(join(profile, 'keychain')),
        headless: true,
      }),
    close() {
      electron?.close()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
