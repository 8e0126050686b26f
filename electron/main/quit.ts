/** Delays the end of the program: the user is asked about secrets that exist only in memory, and running work finishes first. */
import { app, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import { quitMessages } from './quit-messages.ts'

interface Deps {
  /** How many secrets exist only in memory. */
  readonly atRisk: () => number
  /** The window that the question belongs to. Without one, the question is a window of its own. */
  readonly parent: () => BrowserWindow | undefined
  /** Called if the user keeps the program open. */
  readonly stay: () => void
}

export interface Quitting {
  /** Whether the program is quitting, so that closing a window does not hide it to the tray. */
  isUnderWay(): boolean
}

/** Keeps the program running while a secret exists only in memory, unless the user agrees to lose it. Applies with and without a window. */
export function askBeforeQuitting({ atRisk, parent, stay }: Deps): Quitting {
  let isAgreed = false
  let isAsking = false
  app.on('before-quit', (event) => {
    if (isAgreed || atRisk() === 0) {
      isAgreed = true
      return
    }
    event.preventDefault()
    if (isAsking) return
    isAsking = true
    void ask(parent()).then((agreed) => {
      isAsking = false
      isAgreed = agreed
      if (agreed) app.quit()
      else stay()
    })
  })
  return { isUnderWay: () => isAgreed }
}

async function ask(parent: BrowserWindow | undefined): Promise<boolean> {
  const question: MessageBoxOptions = {
    type: 'warning',
    message: quitMessages.unsaved,
    detail: quitMessages.unsavedDetail,
    buttons: [quitMessages.stay, quitMessages.quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
  const asked =
    parent === undefined ? dialog.showMessageBox(question) : dialog.showMessageBox(parent, question)
  return (await asked).response === 1
}

/** Lets the program finish what must not be interrupted (a pending response, the clipboard) before the process exits. */
export function closeBeforeQuit(close: () => Promise<void>, report: (error: unknown) => void): void {
  let closed: Promise<void> | undefined
  app.on('will-quit', (event) => {
    event.preventDefault()
    closed ??= close()
      .catch(report)
      .then(() => app.exit())
  })
}
