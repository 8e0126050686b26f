/** Help of `keyhold doctor`. */

export const DOCTOR = {
  spec: {
    summary: 'Say what works on this machine',
    details: [
      'Looks at the keychain, the clipboard, the tray, notifications, the network and the vault’s folder, and says what is limited or broken and what to do. It changes nothing. The exit code is 1 if something is broken.',
      '“keyhold --doctor” does the same without the running program.',
    ],
    options: { json: { help: 'Print the report as one line of JSON' } },
    examples: [{ line: 'keyhold doctor', says: 'A report for you, or for a bug report.' }],
  },
} as const
