/** A profile of a test's own: the folder that the program keeps everything in, and a home around it. */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface Profile {
  /** Holds the keychain too, where there is one per home (Linux). */
  readonly homeDir: string
  readonly profileDir: string
}

/** A new, empty one, owned by `user` (default: who runs the tests). Thrown away when the test ends. */
export function newProfile(user?: string): Profile {
  const homeDir = mkdtempSync(join(tmpdir(), 'keyhold-home-'))
  onTestFinished(() => rmSync(homeDir, { recursive: true, force: true, maxRetries: 5 }))
  const profileDir = join(homeDir, 'profile')
  mkdirSync(profileDir, { mode: 0o700 })
  chmodSync(homeDir, 0o700)
  if (user !== undefined)
    for (const dir of [homeDir, profileDir]) chownSync(dir, idOf(user, '-u'), idOf(user, '-g'))
  return { homeDir, profileDir }
}

const idOf = (user: string, which: '-u' | '-g') =>
  Number(execFileSync('id', [which, user], { encoding: 'utf8' }))
