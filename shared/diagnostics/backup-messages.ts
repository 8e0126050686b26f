/** The report's sentences about the encrypted backups. Pure. */
import { durationWords, HOUR_MS } from '../expiry/expiry.ts'
import { broken, limited, unknown, works, type LineWords } from './machine-line.ts'
import type { BackupFacts, MachineFacts } from './machine.ts'

const MAKE_ONE = 'Make one in Keyhold’s settings, under Backup.'

export function backupWords({ backups, vault }: MachineFacts): LineWords {
  if (vault === 'none') return unknown('There are no secrets to back up yet.')
  if (backups === undefined) return unknown('Keyhold couldn’t read when the last backup was made.')
  const { ageMs, isTooOld, hasFailed, check } = backups
  if (check === 'failed')
    return broken(
      `The last check${agoWords(backups)} couldn’t open the backup.`,
      `An older backup may still open. ${MAKE_ONE}`,
    )
  if (hasFailed) return broken('The last automatic backup failed.', newestWords(ageMs))
  if (ageMs === undefined)
    return limited(
      'There is no backup of your secrets.',
      `If this computer is lost, they are lost with it. ${MAKE_ONE}`,
    )
  if (isTooOld)
    return limited(
      `${newestWords(ageMs)} ${checkWords(backups)}`,
      `If this computer is lost, the secrets saved since then are lost with it. ${MAKE_ONE}`,
    )
  return works(newestWords(ageMs), `${detailWords(backups)} ${checkWords(backups)}`)
}

const newestWords = (ageMs: number | undefined): string => {
  if (ageMs === undefined) return `There is no other backup. ${MAKE_ONE}`
  return ageMs < HOUR_MS
    ? 'The newest backup is from this hour.'
    : `The newest backup is ${durationWords(ageMs)} old.`
}

const checkWords = (backups: BackupFacts): string =>
  backups.check === 'none' ? 'It was never checked.' : `The last check${agoWords(backups)} found it good.`

/** ` 2 days ago`, appended to a noun. */
const agoWords = ({ checkedAgoMs }: BackupFacts): string => {
  if (checkedAgoMs === undefined) return ''
  return checkedAgoMs < HOUR_MS ? ' within the hour' : ` ${durationWords(checkedAgoMs)} ago`
}

const detailWords = ({ isAutomatic, missing = 0 }: BackupFacts): string => {
  if (missing > 0)
    return missing === 1
      ? '1 secret isn’t in it: the keychain didn’t have it.'
      : `${missing} secrets aren’t in it: the keychain didn’t have them.`
  return isAutomatic ? 'Keyhold makes the next one by itself.' : 'Automatic backups are off.'
}
