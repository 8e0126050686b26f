/** The desktop around the program, as far as its page asks about it. */
import type { PageAct } from '../../../shared/page-acts.ts'

export interface DesktopPort {
  /** What the main page has been asked to do and has not yet heard of; each act is handed out once. */
  takeAct(): PageAct | undefined
}
