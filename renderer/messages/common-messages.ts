/** Words that many places share. Pure. */

export const commonMessages = {
  add: 'Add',
  advanced: 'Advanced',
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  done: 'Done',
  openingVault: 'Opening the vault',
  required: '(required)',
  tryAgain: 'Try again',
  /** Where the name of a provider is not known. */
  theProvider: 'the provider',
  itsProvider: 'its provider',
} as const

/** What is written on the keys of a keyboard. */
export const keyNames = { escape: 'Esc', tab: 'Tab', space: 'Space' } as const
