/** What the toasts of acts that can be undone say. */
export const undoMessages = {
  undo: 'Undo',
  undone: 'Undone',
} as const
