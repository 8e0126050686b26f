/**
 * The folder of a demo vault, in the folder for temporary files.
 *
 * States: made by the program whose number its name holds; removed when that program ends; left behind by one that was killed, until the next
 * start of Keyhold or of a demo sweeps it. Folders of other users, links and folders of programs that run are left alone.
 */
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const NAME = /^keyhold-demo-(\d+)-\w+$/

/** Makes an empty one for this program. Only its user may look into it. */
export const makeDemoDir = (tempDir: string): string =>
  mkdtempSync(join(tempDir, `keyhold-demo-${String(process.pid)}-`))

/** Removes a folder as far as the system lets go of its files; what stays is swept at the next start. */
export function removeDemoDir(demoDir: string): void {
  try {
    rmSync(demoDir, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Windows keeps files that are open.
  }
}

/** Folders of this user's demos whose program runs. */
export const liveDemoDirs = (tempDir: string): readonly string[] =>
  demoDirs(tempDir).flatMap(({ path, pid }) => (isAlive(pid) ? [path] : []))

/** Removes what killed demos have left. Never throws. */
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

/** SECURITY: a temporary folder is open to every user, so a link or a stranger's folder is never followed. */
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
