/** The messages of the "About Keyhold" dialog. */
export const aboutMessages = {
  title: 'About Keyhold',
  version: (version: string) => `Version ${version}`,
  what: 'Keeps the metadata of your API keys on this computer and their secrets in your keychain.',
  privacy: 'Keyhold talks only to your providers. Nothing else leaves this computer.',
  shortcuts: 'Keyboard shortcuts',
  notices: 'Third-party licences',
  copyDiagnostics: 'Copy diagnostics',
  copied: 'Diagnostics copied',
  copiedDetail: 'They contain no secret and no key or account name.',
  notCopied: 'The clipboard isn’t available. Try again.',
} as const

/** The messages of the dialog with the licences. */
export const noticesMessages = {
  title: 'Third-party licences',
  loading: 'Loading licences',
} as const
