/** Messages shared by many components. Pure. */

export const commonMessages = {
  add: 'Add',
  advanced: 'Advanced',
  back: 'Back',
  cancel: 'Cancel',
  clearSearch: 'Clear the search',
  clearSelection: 'Clear the selection',
  close: 'Close',
  connectAccount: 'Connect account',
  copy: 'Copy',
  dismiss: 'Dismiss',
  done: 'Done',
  environmentVariable: 'Environment variable',
  name: 'Name',
  notes: 'Notes',
  openingVault: 'Opening the vault',
  progress: 'Progress',
  remove: 'Remove',
  required: '(required)',
  save: 'Save',
  showInList: 'Show in list',
  tags: 'Tags',
  tryAgain: 'Try again',
  /** Used when the provider's name is not known. */
  theProvider: 'the provider',
  itsProvider: 'its provider',
} as const

/** The labels on the keys of a keyboard. */
export const keyNames = { escape: 'Esc', menu: 'Menu', tab: 'Tab', space: 'Space' } as const
