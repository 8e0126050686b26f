/** Presses by the user in our windows, as the main process sees them before a page does. */
export interface GesturePort {
  /** Consumes the last press of a key, a button or a finger, if it was within the last five seconds. Each press is consumed once. */
  take(): boolean
  /** Whether assistive technology is running: the main process does not see its presses in a page. */
  mayBeUnseen(): boolean
}
