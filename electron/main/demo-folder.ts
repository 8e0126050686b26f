/**
 * Creates and removes the folder of a demo vault, in the folder for temporary files.
 *
 * States: created by a program, whose process ID is in the name; removed when that program ends; left behind by a killed program until the next
 * start of Keyhold or of a demo removes it. Folders of other users, links, and folders of running programs are left alone.
 */
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const NAME = /^keyhold-demo-(\d+)-\w+$/

/** Creates an empty folder for this program. Only its user may read it. */
export const makeDemoDir = (tempDir: string): string =>
  mkdtempSync(join(tempDir, `keyhold-demo-${String(process.pid)}-`))

/** Removes a folder. Files that the system keeps open stay, and the next start removes them. */
export function removeDemoDir(demoDir: string): void {
  try {
    rmSync(demoDir, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Windows does not delete open files.
  }
}

/** The folders of this user's running demos. */
export const liveDemoDirs = (tempDir: string): readonly string[] =>
  demoDirs(tempDir).flatMap(({ path, pid }) => (isAlive(pid) ? [path] : []))

/** Removes the folders of killed demos. Never throws. */
export function sweepDemoDirs(tempDir: string): void {
  for (const { path, pid } of demoDirs(tempDir)) if (!isAlive(pid)) removeDemoDir(path)
}

function demoDirs(tempDir: string): readonly { readonly path: string; readonly pid: number }[] {
  try {
    return readdirSync(tempDir).flatMap((name) => {
      const pid = NAME.exec(name)?.[1]
      const path = join(tempDir, name)
      return pid !== undefined && isOwnDir(path) ? [{ path, pid: Number(pid) }] : []
    })
  } catch {
    return []
  }
}

/** SECURITY: every user may write into the temporary folder, so links and other users' folders are never followed. */
function isOwnDir(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found?.isDirectory() === true && (process.getuid === undefined || found.uid === process.getuid())
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
