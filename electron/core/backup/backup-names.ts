/** The names of backups: which vault, and when. */
import { BACKUP_ENDING } from '../../../shared/backup/contents.ts'
import type { Instant } from '../../../shared/model/model.ts'

/** `2026-11-30-012507`, UTC, in a form that every file system takes. */
const stamp = (at: Instant): string =>
  new Date(at).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')

/** The name of an automatic backup: `keyhold-3f9a2c1b-2026-11-30-012507.keyhold.age`. Names sort by their times. */
export const automaticName = (vault: string, at: Instant): string =>
  `keyhold-${vault}-${stamp(at)}${BACKUP_ENDING}`

/** What is offered for a backup by hand. */
export const offeredName = (at: Instant): string => `keyhold-${stamp(at).slice(0, 10)}${BACKUP_ENDING}`

/** What a backup from the command line is called in a folder. No two are made in the same second. */
export const stampedName = (at: Instant): string => `keyhold-${stamp(at)}${BACKUP_ENDING}`

/** Whether an automatic backup of this very vault has this name. */
export const isAutomaticName = (vault: string, name: string): boolean =>
  new RegExp(
    `^keyhold-${vault}-\\d{4}-\\d\\d-\\d\\d-\\d{6}\\${BACKUP_ENDING.replaceAll('.', '\\.').slice(1)}$`,
  ).test(name)

/** Whether the name is that of an unfinished automatic backup of this vault, which a program that was killed has left. */
export const isLeftover = (vault: string, name: string): boolean =>
  name.startsWith(`.keyhold-${vault}-`) && name.endsWith('.tmp')
