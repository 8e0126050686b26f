/** Rehearses a restore: the newest backup is read as for a restore, and nothing is changed. */
import { createHash } from 'node:crypto'
import type { BackupState } from '../../../shared/backup/state.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { BackupFiles } from '../ports/backup-files.ts'
import type { Store } from '../ports/store.ts'
import type { OpenWith, WorkerPort } from '../ports/worker.ts'
import { openBackup } from './open-backup.ts'
import { planRestore } from './restore-plan.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly files: BackupFiles
  readonly worker: WorkerPort
}

type Rehearsal = Omit<NonNullable<BackupState['rehearsal']>, 'at'>

interface Options {
  readonly signal: AbortSignal
  readonly progress: (done: number) => void
}

/** The whole dry run. Throws Failure `backup`, `keychain` or `work`. */
export async function rehearse(
  { store, keychain, files, worker }: Deps,
  path: string,
  using: OpenWith,
  { signal, progress }: Options,
): Promise<Rehearsal> {
  const backup = await openBackup(worker, files.read(path), { with: using, signal })
  try {
    const plan = await planRestore({ store, keychain }, backup, { signal, progress })
    const changed = plan.keys.filter(({ status }) => status === 'differs').length
    return {
      madeAt: backup.head.madeAt,
      outcome: 'opened',
      keys: backup.counts.keys,
      newerHere: plan.newerHere + changed,
    }
  } finally {
    backup.close()
  }
}

/** Whether the file can be checked now. A drive that is not connected, or a file of the user's that was moved, is no failure. */
export async function isReachable(
  files: Pick<BackupFiles, 'has' | 'hasFolderOf'>,
  { path, isAutomatic }: Pick<NonNullable<BackupState['last']>, 'path' | 'isAutomatic'>,
): Promise<boolean> {
  return (await files.hasFolderOf(path)) && (isAutomatic || (await files.has(path)))
}

/** Without what opens it: every byte of the file is as it was verified when it was written. Throws Failure `backup`. */
export async function checkWhole(
  files: BackupFiles,
  { path, at, keys }: NonNullable<BackupState['last']>,
  hash: string,
): Promise<Rehearsal> {
  const found = createHash('sha256')
  for await (const bytes of files.read(path)) found.update(bytes)
  if (found.digest('hex') !== hash) throw new Failure({ kind: 'backup', why: 'damaged' })
  return { madeAt: at, outcome: 'whole', keys }
}
