/** Backups by the clock: every few days into a folder, for recipients, so that nobody needs to type anything. */
import { DAY_MS, HOUR_MS } from '../../../shared/expiry/expiry.ts'
import type { AutomaticBackups, BackupState } from '../../../shared/backup/state.ts'
import { Failure, type AppError } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/model.ts'
import { isKeychainFailure } from '../keychain/keychain-failures.ts'
import type { BackupFiles } from '../ports/backup-files.ts'
import { automaticName, isAutomaticName, isLeftover } from './backup-names.ts'

/** An unfinished file of this age was left by a program that was killed. */
const LEFTOVER_MS = DAY_MS
/** Without automatic backups, a manual backup is old after this time. */
const OLD_BY_HAND_MS = 90 * DAY_MS
const CHECK_EVERY_MS = 30 * DAY_MS

/** Whether an automatic backup is due. `now` may be before the last one: then the clock was wrong, and one is due. */
export function isDue({ automatic, automaticAt }: BackupState, now: Instant): boolean {
  if (automatic === undefined) return false
  if (automaticAt === undefined) return true
  return now < automaticAt - HOUR_MS || now - automaticAt >= automatic.everyDays * DAY_MS
}

/**
 * Whether the newest backup is to be checked: a month after the last check, or after the first backup. Newer backups do not put the check off. After
 * a check that failed, the next backup is checked at once.
 */
export function isCheckDue({ last, lastHash, rehearsal, firstAt }: BackupState, now: Instant): boolean {
  if (last === undefined || lastHash === undefined) return false
  if (rehearsal?.outcome === 'failed' && last.at > rehearsal.at) return true
  const since = rehearsal?.at ?? firstAt ?? last.at
  return now < since - HOUR_MS || now - since >= CHECK_EVERY_MS
}

/** Whether the newest backup is so old that the user is reminded. False for a vault without a backup. */
export function isTooOld({ automatic, last, failed }: BackupState, now: Instant): boolean {
  const since = last?.at ?? failed?.at
  if (since === undefined) return false
  const limit = automatic === undefined ? OLD_BY_HAND_MS : (2 * automatic.everyDays + 1) * DAY_MS
  return now - since > limit
}

interface Deps {
  readonly files: BackupFiles
  /** Writes one and resolves when it is verified. */
  readonly write: (path: string, automatic: AutomaticBackups) => Promise<void>
}

/**
 * Writes one, and deletes this vault's oldest ones beyond the number to keep once the new one is verified. Deletes no other file. Throws the Failures
 * of `write`; a file that cannot be deleted stays.
 */
export async function writeAutomatic(
  { files, write }: Deps,
  automatic: AutomaticBackups,
  vault: string,
  now: Instant,
): Promise<void> {
  const { folder, keep } = automatic
  await files.list(folder) // a missing folder is not created: it may be on a drive that is not connected
  const name = automaticName(vault, now)
  await write(files.join(folder, name), automatic)
  const found = await files.list(folder).catch(() => []) // the drive was disconnected after the backup
  const old = found
    .map((one) => one.name)
    .filter((one) => isAutomaticName(vault, one) && one !== name)
    .sort()
    .reverse()
    .slice(keep - 1)
  const leftovers = found.filter((one) => isLeftover(vault, one.name) && now - one.at > LEFTOVER_MS)
  for (const one of [...old, ...leftovers.map((left) => left.name)])
    await files.remove(files.join(folder, one)).catch(() => undefined)
}

/** Neither a keychain that is locked at the moment nor other work on a backup is a failure of the backup: it is tried again. */
export const isOnlyLater = (error: unknown): boolean =>
  isKeychainFailure(error, 'locked') ||
  (error instanceof Failure &&
    ((error.error.kind === 'backup' && error.error.why === 'busy') ||
      (error.error.kind === 'work' && error.error.why === 'cancelled')))

export const asError = (error: unknown, unexpected: (error: unknown) => string): AppError =>
  error instanceof Failure ? error.error : { kind: 'unexpected', ticket: unexpected(error) }
