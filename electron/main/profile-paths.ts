/** The paths of the files in a profile folder. */
import { join } from 'node:path'
import type { Paths } from '../core/ports/world.ts'

/** The vault's paths in `profileDir`. They need not exist. */
export const pathsIn = (profileDir: string): Paths => ({
  databasePath: join(profileDir, 'keyhold.sqlite'),
  backupDir: join(profileDir, 'backups'),
  sealedResponseDir: join(profileDir, 'rescue'),
})

/** The folder of the sealed vault, which is there once the user has chosen one. */
export const sealedVaultIn = (profileDir: string): string => join(profileDir, 'sealed-vault')

/** The file with the main window's last state. */
export const windowMemoryIn = (profileDir: string): string => join(profileDir, 'window.json')

/** The log's path. */
export const logDirIn = (profileDir: string): string => join(profileDir, 'logs')
