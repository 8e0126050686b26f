/** The question before a quit that would lose a secret. Pure. */

export const quitMessages = {
  unsaved: 'A new secret is not saved yet',
  unsavedDetail:
    'Neither the keychain nor the disk has taken it, so it is only in memory and ends with Keyhold. Unlock the keychain or make room on the disk, or copy it first.',
  stay: 'Keep Keyhold open',
  quit: 'Quit and lose the secret',
} as const
