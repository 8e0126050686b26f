/** Help and words of `keyhold unlock`. */

export const UNLOCK = {
  spec: {
    summary: 'Unlock the sealed vault',
    details: [
      'For a machine without a keychain, over SSH for example, where secrets are in a sealed vault. Reads its passphrase from the first line of standard input, never from an argument and never from a terminal that would show it. The lock of the app is another one: only the window opens it.',
    ],
    examples: [
      {
        line: 'systemd-ask-password "Sealed vault:" | keyhold unlock',
        says: 'Asks for the passphrase without showing it.',
      },
      { line: 'keyhold unlock <passphrase.txt', says: 'The passphrase is the first line of a file.' },
    ],
  },
  notUsed: 'Secrets are in the keychain: there is no sealed vault to unlock.',
  already: 'The sealed vault is unlocked already.',
  terminal: 'A terminal would show the passphrase. Pass it on standard input.',
  how: '  systemd-ask-password "Sealed vault:" | keyhold unlock',
  done: 'The sealed vault is unlocked.',
} as const
