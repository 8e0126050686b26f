/** What the shortcut sheet says besides the commands. */
export const sheetMessages = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  or: 'or',
  doubleClick: 'Double-click a key to copy its secret. Right-click it for its commands.',
} as const
