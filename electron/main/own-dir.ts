/** A folder for what Chromium writes for itself, of a process that works beside a running program. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'

/** Leaves the profile to the running program. The folder is removed when this process ends. Call before Electron is ready. */
export function keepProfileClean(prefix: string): void {
  const ownDir = makeOwnDir(prefix)
  app.setPath('sessionData', ownDir)
  app.setPath('crashDumps', join(ownDir, 'crashes'))
  process.once('exit', () => rmSync(ownDir, { recursive: true, force: true }))
}

/** In the folder for temporary files, or else in the profile: a full temporary folder is a reason to ask the doctor. */
function makeOwnDir(prefix: string): string {
  try {
    return mkdtempSync(join(tmpdir(), prefix))
  } catch {
    const profileDir = app.getPath('userData')
    mkdirSync(profileDir, { recursive: true, mode: 0o700 })
    return mkdtempSync(join(profileDir, prefix))
  }
}
