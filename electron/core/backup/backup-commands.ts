/** What a program may ask about backups on the command line. It names the files itself; the person is asked where it could do harm. */
import type { BackupCounts } from '../../../shared/backup/contents.ts'
import type { DryRun, RestoreResult } from '../../../shared/backup/restore.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { AskPerson } from '../consent/program-questions.ts'
import { checkNewPassphrase } from '../lock/lock-passphrase.ts'
import type { EncryptFor } from '../ports/worker.ts'
import type { World } from '../ports/world.ts'
import { stampedName } from './backup-names.ts'
import type { Backups, Picked } from './backups.ts'

interface Deps {
  readonly backups: Backups
  readonly world: Pick<World, 'clock' | 'worker' | 'backupFiles'>
  readonly askPerson: AskPerson
}

interface Asked {
  /** The name of the program that asks, fit to be shown. */
  readonly program: string | undefined
  readonly signal: AbortSignal
}

export interface WriteByCommand extends Asked {
  /** Absolute: a file, or a folder that is there. */
  readonly place: string
  readonly for: EncryptFor
  /** Whether a file that is there may be replaced. */
  readonly isForced: boolean
}

export interface RestoreByCommand extends Asked {
  readonly dryRun: DryRun
  readonly picked: Picked
}

/** Both throw as {@link AskPerson} does, and the Failures of {@link Backups}. */
export interface BackupCommands {
  /**
   * Writes all secrets into a new file. `path` is where they went. `undefined`: there is a file already, and nothing was done. Also throws Failure
   * `invalid` for a passphrase that is too easy to guess.
   */
  write(
    request: WriteByCommand,
  ): Promise<{ readonly path: string; readonly counts: BackupCounts } | undefined>
  restore(request: RestoreByCommand): Promise<RestoreResult>
}

export function createBackupCommands({ backups, world, askPerson }: Deps): BackupCommands {
  const { clock, worker, backupFiles: files } = world
  async function check(target: EncryptFor): Promise<readonly string[]> {
    if (target.kind === 'passphrase') {
      checkNewPassphrase(target.passphrase)
      return []
    }
    const { recipients } = target
    const known = await worker.run('age:check-recipients', recipients)
    if (recipients.length === 0 || known.includes(false))
      throw new Failure({ kind: 'backup', why: 'no-recipient' })
    return recipients
  }

  return {
    async write({ place, for: target, isForced, program, signal }) {
      const recipients = await check(target)
      const isFolder = await files.list(place).then(
        () => true,
        () => false,
      )
      const path = isFolder ? files.join(place, stampedName(clock.now())) : place
      if (!isForced && (await files.has(path))) return undefined
      // SECURITY: any program of the user could name a recipient of its own, and read every secret. Those of the automatic backups are confirmed.
      const confirmed = new Set(backups.state().automatic?.recipients)
      const isConfirmed = recipients.length > 0 && recipients.every((one) => confirmed.has(one))
      if (!isConfirmed) await askPerson({ about: 'backup', path, recipients, program }, signal)
      return { path, counts: await backups.write(path, target, signal) }
    },

    async restore({ dryRun: { id, keys }, picked, program, signal }) {
      const wanted = new Set(picked.keys)
      const replaced = keys.filter((key) => key.status === 'differs' && wanted.has(key.id)).length
      // SECURITY: any program of the user could make a file in which a key has the secret of somebody else.
      if (replaced > 0) await askPerson({ about: 'restore', keys: replaced, program }, signal)
      return backups.restore(id, picked, signal)
    },
  }
}
