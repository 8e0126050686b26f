/** The question before a quit that would lose a secret. Pure. */

export const quitMessages = {
  unsaved: 'A new secret is not saved yet',
  unsavedDetail:
    'Keyhold couldn’t save it to the keychain or to the disk, so it is only in memory and is lost when Keyhold quits. Unlock the keychain, make room on the disk, or copy the secret first.',
  stay: 'Keep Keyhold open',
  quit: 'Quit and lose the secret',
} as const
