/**
 * The open dialogs, and an action that comes from outside the page (a menu, the tray, another start) while one is open.
 *
 * States of the action: none → waiting → run, as soon as no dialog is open | dropped, because the user keeps the dialog or locks the app
 * While the action waits, each dialog is asked to leave as by Escape, the uppermost first. One that may not close now is left alone from then on,
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
let waiting: { readonly action: () => void; readonly isPatient: boolean } | undefined

function goOn(): void {
  if (waiting === undefined) return
  const { action, isPatient } = waiting
  const uppermost = open.at(-1)
  if (uppermost === undefined) {
    waiting = undefined
    action()
  } else if (!isPatient && !uppermost.leave()) waiting = { action, isPatient: true }
}

/** Registers an open dialog until the returned function is called. */
export function dialogOpened(dialog: OpenDialog): () => void {
  open = [...open, dialog]
  return () => {
    open = open.filter((one) => one !== dialog)
    setTimeout(goOn) // the step of a flow that follows registers first
  }
}

/** Runs `action` once no dialog is open, and asks those that are open to leave. An action that still waits gives way to this one. */
export function afterDialogs(action: () => void): void {
  waiting = { action, isPatient: false }
  goOn()
}

/** Drops the action that waits, since the user keeps a dialog or the page is locked. */
export function keepDialogs(): void {
  waiting = undefined
}
