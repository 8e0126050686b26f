/** A profile for one test: the folder in which the program stores everything, and a home around it. */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atEnd } from './lifetime.ts'

export interface Profile {
  /** Also contains the keychain on systems with one per home (Linux). */
  readonly homeDir: string
  readonly profileDir: string
}

/** A new, empty profile, owned by `user` (default: the user that runs the tests). Deleted at the end of the test, or of the tests that share it. */
export function newProfile(user?: string): Profile {
  const homeDir = mkdtempSync(join(tmpdir(), 'keyhold-home-'))
  atEnd(() => rmSync(homeDir, { recursive: true, force: true, maxRetries: 5 }))
  const profileDir = join(homeDir, 'profile')
  mkdirSync(profileDir, { mode: 0o700 })
  chmodSync(homeDir, 0o700)
  if (user !== undefined)
    for (const dir of [homeDir, profileDir]) chownSync(dir, idOf(user, '-u'), idOf(user, '-g'))
  return { homeDir, profileDir }
}

const idOf = (user: string, which: '-u' | '-g') =>
  Number(execFileSync('id', [which, user], { encoding: 'utf8' }))
