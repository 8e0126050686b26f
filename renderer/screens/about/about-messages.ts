/** The messages of the "About Keyhold" dialog. */
export const aboutMessages = {
  title: 'About Keyhold',
  version: (version: string) => `Version ${version}`,
  what: 'Keeps the metadata of your API keys on this computer and their secrets in your system keychain.',
  privacy: 'Keyhold talks only to your providers. Nothing else leaves this computer.',
  shortcuts: 'Keyboard shortcuts',
} as const
