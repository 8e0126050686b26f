/** Messages of the shortcut sheet, other than the commands. */
export const sheetMessages = {
  title: 'Keyboard shortcuts',
  or: 'or',
  doubleClick: 'Double-click a key to copy its secret. Right-click it for its commands.',
} as const
