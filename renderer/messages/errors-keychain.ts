/** Messages for failures of the keychain and the clipboard, two places outside Keyhold that contain secrets. */
import type { ClipboardTrouble, KeychainTrouble } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

const KEYCHAIN: Record<KeychainTrouble, (backend: string) => Sentence> = {
  locked: (backend) => ({
    title: 'The keychain is locked',
    detail: `${backend} is locked. Unlock it to read or save secrets. Your secrets are safe.`,
    action: 'Unlock it in the settings under “Secret storage” or in its own program, then try again.',
  }),
  'no-keyring': (backend) => ({
    title: 'There is no keyring yet',
    detail: `${backend} answers, but has no keyring to save secrets in. Nothing was stored.`,
    action: 'Create a keyring in the settings under “Secret storage”, then try again.',
  }),
  restarted: (backend) => ({
    title: 'The keychain was restarted',
    detail: `${backend} was restarted, and Keyhold is still connected to the one before. Your secrets are still in it.`,
    action: 'Restart Keyhold, then try again.',
  }),
  replaced: (backend) => ({
    title: 'Another keychain is in use now',
    detail: `It is ${backend}. Secrets saved before are still in the other keychain.`,
    action: 'Restart Keyhold to use this one, or go back to the other, then try again.',
  }),
  dismissed: (backend) => ({
    title: 'The prompt was closed',
    detail: `${backend} got no answer. Nothing has changed.`,
    action: 'Try again, and answer the prompt.',
  }),
  unanswered: (backend) => ({
    title: 'You didn’t answer the prompt',
    detail: `${backend} waited for an answer for two minutes. Nothing has changed.`,
    action: 'Try again. The prompt may be behind another window.',
  }),
  absent: () => ({
    title: 'No keychain found',
    detail:
      'Keyhold stores secrets in the system keychain, or in a sealed vault. No keychain is running in this session.',
    action:
      'Start a Secret Service (GNOME Keyring or KWallet on Linux), or use a sealed vault (in the settings under “Secret storage”), then try again.',
  }),
  changed: (backend) => ({
    title: 'This secret is in a different keychain',
    detail: `Keyhold now uses ${backend}. The secret is still in the keychain that stored it.`,
    action: 'Switch back to that keychain, then try again.',
  }),
  'no-entry': (backend) => ({
    title: 'The keychain has no such entry',
    detail: `${backend} is unlocked but holds nothing for this key. The entry was removed outside Keyhold.`,
    action: 'Add it if you have it, or rotate the key.',
  }),
  refused: (backend) => ({
    title: 'The keychain denied access',
    detail: `${backend} denied access, or is full.`,
    action: 'Allow Keyhold in the keychain’s own settings, then try again.',
  }),
  hung: (backend) => ({
    title: 'The keychain isn’t responding',
    detail: `${backend} didn’t answer in time. It may be waiting for you in another window.`,
    action: 'Look for its prompt, or restart it, then try again.',
  }),
  mismatch: (backend) => ({
    title: 'Keychain check failed',
    detail: `${backend} returned something other than what Keyhold wrote, so the secret doesn’t count as stored.`,
    action: 'Try again.',
  }),
  damaged: (backend) => ({
    title: 'This secret can’t be opened',
    detail: `${backend} has an entry for it, but the entry was cut, changed or mixed up. It is left as it is.`,
    action: 'Put the entry back from a backup, or rotate the key.',
  }),
  'disk-full': (backend) => ({
    title: 'The disk is full',
    detail: `${backend} couldn’t store the secret. Nothing else was changed.`,
    action: 'Make room on the disk, then try again.',
  }),
}

/** `backend` is the keychain's display name; default "The keychain". */
export function keychainSentence(why: KeychainTrouble, backend = 'The keychain'): Sentence {
  return KEYCHAIN[why](backend)
}

const CLIPBOARD: Record<ClipboardTrouble, Sentence> = {
  refused: {
    title: 'Keyhold couldn’t use the clipboard',
    detail: 'The system denied access. The secret is not on the clipboard.',
    action: 'Try again with the window in front.',
  },
  'not-kept': {
    title: 'The secret didn’t reach the clipboard',
    detail: 'Other apps couldn’t read it, so Keyhold cleared it.',
    action: 'Try again with the window in front. Under Wayland, installing wl-clipboard helps.',
  },
  'not-cleared': {
    title: 'The secret is still on the clipboard',
    detail: 'Another program keeps it on the clipboard. Keyhold tries again until the clipboard is cleared.',
    action: 'Copy something else to replace it.',
  },
  'no-tool': {
    title: 'The secret was not copied',
    detail:
      'Under Wayland, only the window in front can copy. wl-clipboard, which copies for other windows, isn’t installed.',
    action: 'Install wl-clipboard, or copy with the window of Keyhold in front.',
  },
}

export function clipboardSentence(why: ClipboardTrouble): Sentence {
  return CLIPBOARD[why]
}
