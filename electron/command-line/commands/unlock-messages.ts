/** Help and words of `keyhold unlock`. */

export const UNLOCK = {
  spec: {
    summary: 'Unlock the sealed vault',
    details: [
      'For a machine without a keychain, over SSH for example, where secrets are in a sealed vault. Asks for its passphrase, which the terminal does not show. Without a terminal, it is the first line of standard input. It is never an argument. The lock of the app is another one: only the window opens it.',
    ],
    examples: [
      { line: 'keyhold unlock', says: 'Asks for the passphrase.' },
      { line: 'keyhold unlock <passphrase.txt', says: 'The passphrase is the first line of a file.' },
    ],
  },
  notUsed: 'Secrets are in the keychain: there is no sealed vault to unlock.',
  already: 'The sealed vault is unlocked already.',
  question: 'Passphrase of the sealed vault',
  done: 'The sealed vault is unlocked.',
} as const
