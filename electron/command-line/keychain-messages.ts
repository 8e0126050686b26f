/** What a failure of the keychain means, and what to do. */
import type { KeychainTrouble, SealedVaultTrouble } from '../../shared/contract/errors.ts'

const KEYCHAIN: Record<KeychainTrouble, (backend: string) => string> = {
  locked: (backend) => `${backend} is locked. Unlock it, then try again. Your secrets are safe.`,
  'no-keyring': (backend) =>
    `${backend} has no keyring yet. Create one in Keyhold’s settings, under “Secret storage”.`,
  restarted: (backend) => `${backend} was restarted. Restart Keyhold, then try again.`,
  replaced: (backend) =>
    `${backend} replaced another keychain, which still has your secrets. Go back to that one, or restart Keyhold to use this one.`,
  dismissed: (backend) => `The prompt of ${backend} was closed. Nothing has changed.`,
  unanswered: (backend) =>
    `You did not answer the prompt of ${backend} within two minutes. Nothing has changed.`,
  absent: () =>
    'No keychain was found. Start a Secret Service (GNOME Keyring or KWallet on Linux), or use a sealed vault: keyhold open settings',
  changed: (backend) =>
    `This secret is in another keychain: Keyhold uses ${backend} now. Switch back, then try again.`,
  'no-entry': (backend) => `${backend} holds nothing for this key: the entry was removed outside Keyhold.`,
  refused: (backend) => `${backend} denied access, or is full.`,
  hung: (backend) => `${backend} did not answer in time. Look for its prompt, then try again.`,
  mismatch: (backend) => `${backend} returned something other than what Keyhold wrote.`,
  damaged: (backend) =>
    `${backend} has an entry for this secret that can’t be opened: its file was cut, changed or mixed up. It is left as it is.`,
  'disk-full': (backend) => `${backend} could not store the secret: the disk is full.`,
}

const SEALED_VAULT: Record<SealedVaultTrouble, string> = {
  'wrong-passphrase': 'Wrong passphrase. The sealed vault stays locked.',
  damaged:
    'The sealed vault’s own file is damaged or missing. It is left as it is. Put the folder “sealed-vault” back from a backup.',
  newer: 'A newer Keyhold wrote the sealed vault. It is left as it is.',
  missing: 'There is no sealed vault.',
  exists: 'There is a sealed vault already. Nothing was changed.',
  'disk-full': 'The disk is full. Nothing was changed.',
  refused: 'The system refused to read or write the sealed vault.',
  'in-use': 'Secrets are kept in the other place already. Move them in the settings.',
  moving: 'Secrets are being moved. Wait until that has ended, then try again.',
}

export const sealedVaultWords = (why: SealedVaultTrouble): string => SEALED_VAULT[why]

/** `backend` is the keychain's display name. */
export const keychainWords = (why: KeychainTrouble, backend = 'The keychain'): string =>
  KEYCHAIN[why](backend)
