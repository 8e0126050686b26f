/** What people really press in our windows, as main sees it before a page does. */
export interface GesturePort {
  /** Takes the last press of a key, a button or a finger, if it was within the last five seconds. Each press is taken once. */
  take(): boolean
  /** Assistive technology is at work: what it presses in a page, main does not see. */
  mayBeUnseen(): boolean
}
