/** What a failure of the keychain means, and what to do. */
import type { KeychainTrouble } from '../../shared/contract/errors.ts'

const KEYCHAIN: Record<KeychainTrouble, (backend: string) => string> = {
  locked: (backend) => `${backend} is locked. Unlock it, then try again. Your secrets are safe.`,
  'no-keyring': (backend) =>
    `${backend} has no keyring yet. Create one in Keyhold’s settings, under “Secret storage”.`,
  restarted: (backend) => `${backend} was restarted. Restart Keyhold, then try again.`,
  replaced: (backend) =>
    `${backend} answers now, and your secrets are in the keychain before it. Go back to that one, or restart Keyhold to use this one.`,
  dismissed: (backend) => `${backend} asked, and its prompt was closed. Nothing has changed.`,
  unanswered: (backend) => `${backend} asked, and nobody answered for two minutes. Nothing has changed.`,
  absent: () =>
    'No keychain was found. Start a Secret Service (GNOME Keyring or KWallet on Linux), then try again.',
  changed: (backend) =>
    `This secret is in another keychain: Keyhold uses ${backend} now. Switch back, then try again.`,
  'no-entry': (backend) => `${backend} holds nothing for this key: the entry was removed outside Keyhold.`,
  refused: (backend) => `${backend} denied access, or is full.`,
  hung: (backend) => `${backend} did not answer in time. Look for its prompt, then try again.`,
  mismatch: (backend) => `${backend} returned something other than what Keyhold wrote.`,
}

/** `backend` is the keychain's display name. */
export const keychainWords = (why: KeychainTrouble, backend = 'The keychain'): string =>
  KEYCHAIN[why](backend)
