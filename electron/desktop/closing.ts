/** Decides what closing the main window does. Pure. */

interface ClosingFacts {
  readonly platform: NodeJS.Platform
  /** The program is quitting: windows really close. */
  readonly isQuitting: boolean
  /** The user wants the program to stay in the tray. */
  readonly toTray: boolean
  /** A tray icon is shown, from which the window can be reopened. */
  readonly hasTray: boolean
}

/**
 * `close`: the window goes (and its memory with it), the program stays. `quit`: the program ends, after its question. On
 * macOS a program outlives its windows. Elsewhere it does so only by choice, and never without a way back: where there is
 * no tray, the window is minimised.
 */
export function closingMeans({
  platform,
  isQuitting,
  toTray,
  hasTray,
}: ClosingFacts): 'close' | 'quit' | 'minimise' {
  if (isQuitting || platform === 'darwin') return 'close'
  if (!toTray) return 'quit'
  return hasTray ? 'close' : 'minimise'
}
