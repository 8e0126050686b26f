/** Help of `keyhold doctor`. */

export const DOCTOR = {
  spec: {
    summary: 'Say what works on this machine',
    details: [
      'Looks at the keychain, the clipboard, the tray, notifications, the network and the vault’s folder, and says what is limited or broken and what to do. It changes nothing. The exit code is 1 if something is broken.',
      '“keyhold --doctor” does the same without the running program.',
      'With “--timing” it says instead where the last start of the program spent its time. Each line has the time since the start of the process, and since the line before. Keyhold has to run.',
    ],
    options: {
      json: { help: 'Print the report as one line of JSON' },
      timing: { help: 'Say where the last start spent its time' },
    },
    examples: [
      { line: 'keyhold doctor', says: 'A report for you, or for a bug report.' },
      { line: 'keyhold doctor --timing', says: 'The steps of the last start.' },
    ],
  },
  noStart: 'Keyhold isn’t running, so no start has been timed.',
} as const
