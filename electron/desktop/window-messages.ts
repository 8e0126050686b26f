/** Titles of the windows, and the words of the application menu that no command has. Pure. */

export const windowTitles = {
  main: 'Keyhold',
  demo: 'Keyhold Demo',
  approval: 'Keyhold – approval',
  palette: 'Keyhold – quick copy',
} as const

/** "&" before the letter that opens the menu with Alt. */
export const menuMessages = {
  file: '&File',
  edit: '&Edit',
  view: '&View',
  actualSize: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
} as const
