/** The user that third-party servers run as: PostgreSQL refuses to run as root, and a package from npm should not. */
import { spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'

export interface ProcessUser {
  readonly uid: number
  readonly gid: number
}

const idOf = (option: '-u' | '-g', name: string): number | undefined => {
  const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout) : undefined
}

/** `undefined` if this process does not run as root; the servers then run as the same user. */
export function throwawayUser(): ProcessUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)]
    if (uid !== undefined && gid !== undefined && uid !== 0) return { uid, gid }
  }
  throw new Error('This machine has no user without rights that a server could run as')
}

export function giveTo(folder: string, user: ProcessUser | undefined): void {
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
}
