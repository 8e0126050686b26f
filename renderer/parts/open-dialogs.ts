/**
 * The open dialogs, and an act that comes from outside the page (a menu, the tray, another start) while one is open.
 *
 * States of the act: none → waiting → run, as soon as no dialog is open | dropped, because the user keeps the dialog or locks the app
 * While the act waits, each dialog is asked to leave as by Escape, the uppermost first. One that may not close now is left alone from then on,
 * and so is all that follows it: the user is to see how it ends.
 */

interface OpenDialog {
  /**
   * Closes the dialog as Escape does. Returns false if it may not close now. One that would lose typed text asks first, and calls
   * `keepDialogs` if the user keeps it.
   */
  readonly leave: () => boolean
}

let open: readonly OpenDialog[] = []
let waiting: { readonly act: () => void; readonly isPatient: boolean } | undefined

function goOn(): void {
  if (waiting === undefined) return
  const { act, isPatient } = waiting
  const uppermost = open.at(-1)
  if (uppermost === undefined) {
    waiting = undefined
    act()
  } else if (!isPatient && !uppermost.leave()) waiting = { act, isPatient: true }
}

/** Registers an open dialog until the returned function is called. */
export function dialogOpened(dialog: OpenDialog): () => void {
  open = [...open, dialog]
  return () => {
    open = open.filter((one) => one !== dialog)
    setTimeout(goOn) // the step of a flow that follows registers first
  }
}

/** Runs `act` once no dialog is open, and asks those that are open to leave. An act that still waits gives way to this one. */
export function afterDialogs(act: () => void): void {
  waiting = { act, isPatient: false }
  goOn()
}

/** Drops the act that waits, since the user keeps a dialog or the page is locked. */
export function keepDialogs(): void {
  waiting = undefined
}
