/** Messages shared by many components. Pure. */

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
  /** Used when the provider's name is not known. */
  theProvider: 'the provider',
  itsProvider: 'its provider',
} as const

/** The labels on the keys of a keyboard. */
export const keyNames = { escape: 'Esc', tab: 'Tab', space: 'Space' } as const
