/** Files that the user drops on the window. The preload script finds their paths, so a page can neither name one nor learn it. */

export interface FileDropPort {
  /** The whole paths of what was dropped last, if that was within the last five seconds. */
  last(): Promise<readonly string[]>
}
