/** The messages of the vault's notices: problems that the vault found by itself. Pure. */
import type { KeychainHealth, Notice } from '../../../shared/contract/snapshot.ts'
import { momentText } from '../../messages/dates.ts'
import type { CredentialTrouble } from '../../../shared/expiry/attention.ts'
import { backupMessages } from '../backup/backup-messages.ts'

interface Words {
  readonly title: string
  readonly detail: string
}

export function noticeWords(notice: Notice): Words {
  switch (notice.kind) {
    case 'sealed-response-unreadable':
      return {
        title: `Can’t open recovery file ${notice.name}`,
        detail:
          'Its key in your keychain is missing or doesn’t match. Keyhold keeps the file. Restore an older keychain to open it, or regenerate the key it belongs to.',
      }
    case 'sealed-response-unreferenced':
      return {
        title: `Unmatched recovery file ${notice.name}`,
        detail:
          'It is newer than the backup that this vault was opened from. Keyhold keeps it. Sync the account, then regenerate the key whose secret no longer works.',
      }
    case 'backup-failed':
      return {
        title: 'The last backup of the database failed',
        detail: 'Your vault is fine. Free some disk space; Keyhold retries within a day.',
      }
    case 'backup-old':
      return { title: backupMessages.old, detail: backupMessages.oldDetail }
    case 'backup-none':
      return { title: backupMessages.never, detail: backupMessages.neverDetail }
    case 'changes-lost':
      return lostWords(notice)
    case 'sealed-response-folder':
      return {
        title: 'The folder of recovery files can’t be read',
        detail:
          'Keyhold keeps the files. Operations that they may belong to stay open. Make the folder “rescue” in Keyhold’s profile readable for you, then check the keychain again.',
      }
    case 'clipboard-stuck':
      return {
        title: 'A copied secret is still on the clipboard',
        detail:
          'Another program keeps it on the clipboard. Keyhold tries again until the clipboard is cleared. Copy something else to replace it.',
      }
    case 'restored':
      return {
        title: 'The vault was opened from a backup',
        detail:
          'The damaged file was kept aside. Sync every account to catch up; manual entries made since that backup are missing.',
      }
  }
}

function lostWords({ changes, since, secrets = 0 }: Extract<Notice, { kind: 'changes-lost' }>): Words {
  const what = changes === 1 ? '1 change' : `${changes.toLocaleString()} changes`
  const from = since === undefined ? '' : ` since ${momentText(since)}`
  const lost = secrets === 1 ? '1 secret, which is' : `${secrets.toLocaleString()} secrets, which are`
  return {
    title: `${what}${from} couldn’t be read`,
    detail: `The database’s log is damaged or missing. Keyhold kept aside what is left of it. ${
      secrets === 0 ? '' : `The database no longer lists ${lost} still in your keychain. `
    }Sync every account, then look for orphaned entries in the settings and bring them back.`,
  }
}

const fine = (name: string): Words => ({ title: `${name} answers`, detail: 'Nothing to do.' })

const KEYCHAIN: Record<KeychainHealth['state'], (name: string) => Words> = {
  locked: (name) => ({
    title: `${name} is locked`,
    detail: 'Your secrets are safe in it. Unlock it to copy or save secrets.',
  }),
  'no-keyring': (name) => ({
    title: `${name} has no keyring yet`,
    detail: 'Keyhold can’t save secrets until there is one. Your system asks for its password.',
  }),
  restarted: (name) => ({
    title: `${name} was restarted`,
    detail: 'Your secrets are still in it. Restart Keyhold to use them again.',
  }),
  replaced: (name) => ({
    title: `${name} replaced another keychain`,
    detail: 'Secrets saved before are still in the other one. Restart Keyhold to use this one.',
  }),
  absent: () => ({
    title: 'No keychain found',
    detail: 'You can see everything except the secrets. Start a Secret Service, then check again.',
  }),
  hung: (name) => ({
    title: `${name} isn’t responding`,
    detail: 'It may be waiting for you in another window.',
  }),
  refused: (name) => ({
    title: `${name} denied access`,
    detail: 'Allow Keyhold in the keychain’s own settings, then check again.',
  }),
  ready: fine,
  unchecked: fine,
}

export const keychainWords = ({ state, backend }: KeychainHealth): Words =>
  KEYCHAIN[state](backend === '' ? 'The keychain' : backend)

const NO_SYNC = 'Its keys are shown as of the last sync. Update the credential to sync again.'

const CREDENTIALS: Record<CredentialTrouble, (account: string) => Words> = {
  missing: (account) => ({
    title: `The credential of ${account} is missing`,
    detail: NO_SYNC,
  }),
  refused: (account) => ({
    title: `The credential of ${account} is no longer accepted`,
    detail: NO_SYNC,
  }),
  ended: (account) => ({
    title: `The credential of ${account} has expired`,
    detail: NO_SYNC,
  }),
  ending: (account) => ({
    title: `The credential of ${account} expires soon`,
    detail: 'Update the credential before then, so that Keyhold can keep syncing and rotating its keys.',
  }),
}

export const credentialWords = (why: CredentialTrouble, account: string): Words => CREDENTIALS[why](account)
