/**
 * Keeps track of the open dialogs, and of an action from outside the page (a menu, the tray, another start) that must wait for them.
 *
 * States of the action: none → waiting → run, as soon as no dialog is open | dropped, because the user keeps the dialog or locks the app.
 *
 * While the action waits, each dialog is asked to close as by Escape, the uppermost first. If a dialog may not close now, no dialog is asked again,
 * because the user must see how that dialog ends.
 */

interface OpenDialog {
  /**
   * Closes the dialog as Escape does. Returns false if it may not close now. A dialog that would lose typed text first asks the user, and calls
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
    setTimeout(goOn) // lets the next step of a flow register first
  }
}

/** Runs `action` once no dialog is open, and asks the open ones to close. Replaces an action that still waits. */
export function afterDialogs(action: () => void): void {
  waiting = { action, isPatient: false }
  goOn()
}

/** Drops the waiting action, because the user keeps a dialog or the page is locked. */
export function keepDialogs(): void {
  waiting = undefined
}
