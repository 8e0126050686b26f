/** Words of the commands that change a key at its provider. */

export const CHANGING = {
  steps: {
    waiting: 'Waiting for the account …',
    requested: 'Asking the provider …',
    sealed: 'Storing the new secret …',
  },
  rejected: 'The key is as it was.',
  unsaved: (name: string) =>
    `The provider issued a new secret for “${name}”, but the keychain did not accept it.`,
  unsavedNext:
    'Keyhold keeps it, sealed on disk. Open the window to store it: keyhold open. The old secret may not work any more.',
  unknown: (name: string) => `It is not known whether the provider changed “${name}”.`,
  unknownNext:
    'Do not try again yet. Keyhold looks at the provider by itself and says in the window what it finds: keyhold open',
  byHand: (name: string) => `“${name}” was entered by hand. Change it in the window: keyhold open`,
  unsupported: (provider: string) => `${provider} does not offer this for a key. Nothing was done.`,
  noOverlap: (name: string) => `“${name}” is not being replaced, so there is no old key to end.`,
  byHandOverlap: (name: string) =>
    `The replaced value of “${name}” was pasted by hand. End it in the window: keyhold open`,
} as const
