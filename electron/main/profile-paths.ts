/** What lies where in a profile folder. */
import { join } from 'node:path'
import type { Paths } from '../core/ports/world.ts'

/** The vault's places in `profileDir`; none of them need exist. */
export const pathsIn = (profileDir: string): Paths => ({
  databasePath: join(profileDir, 'keyhold.sqlite'),
  backupDir: join(profileDir, 'backups'),
  sealedResponseDir: join(profileDir, 'rescue'),
})

/** Where it is kept how the main window was left. */
export const windowMemoryIn = (profileDir: string): string => join(profileDir, 'window.json')

/** Where the log lies. */
export const logDirIn = (profileDir: string): string => join(profileDir, 'logs')
