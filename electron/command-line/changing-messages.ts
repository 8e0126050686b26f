/** Words of the commands that change a key at its provider. */

export const CHANGING = {
  steps: {
    waiting: 'Waiting for the account …',
    requested: 'Asking the provider …',
    sealed: 'Storing the new secret …',
  },
  rejected: 'The key is unchanged.',
  unsaved: (name: string) =>
    `The provider issued a new secret for “${name}”, but the keychain did not accept it.`,
  unsavedNext:
    'Keyhold keeps it in an encrypted recovery file. Open the window to store it: keyhold open. The old secret may no longer work.',
  unfinished: 'The new key is saved, but its provider did not complete it.',
  unknown: (name: string) => `Keyhold couldn’t confirm whether the provider changed “${name}”.`,
  unknownNext:
    'Do not try again yet. Keyhold checks the provider by itself and shows the result in its window: keyhold open',
  byHand: (name: string) => `“${name}” is a manual key. Change it in the window: keyhold open`,
  unsupported: (provider: string) => `${provider} does not offer this for a key. Nothing was done.`,
  noOverlap: (name: string) => `“${name}” is not being replaced, so there is no old key to retire.`,
  ofOneKey: (name: string) =>
    `Both secrets belong to “${name}”. Retire the old one in the window: keyhold open`,
} as const
