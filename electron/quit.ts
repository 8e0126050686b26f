/** How the program ends: not before it was asked about secrets that would end with it, and not before what is under way has ended. */
import { app, dialog, type BrowserWindow } from 'electron'

/** The window stays while a secret is nowhere but in memory, unless the user lets it go. Quitting closes the window first, so it asks too. */
export function askBeforeClosing(window: BrowserWindow, atRisk: () => number): void {
  let isAgreed = false
  window.on('close', (event) => {
    if (isAgreed || atRisk() === 0) return
    event.preventDefault()
    void ask(window).then((agreed) => {
      isAgreed = agreed
      if (agreed) app.quit()
    })
  })
}

async function ask(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'A new secret is not saved yet',
    detail:
      'Neither the keychain nor the disk has taken it, so it is only in memory and ends with Keyhold. Unlock the keychain or make room on the disk, or copy it first.',
    buttons: ['Keep Keyhold open', 'Quit and lose the secret'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** Lets the program end what must not be cut off (an answer under way, the clipboard) and only then the process. */
export function closeBeforeQuit(close: () => Promise<void>, report: (error: unknown) => void): void {
  let closed: Promise<void> | undefined
  app.on('will-quit', (event) => {
    event.preventDefault()
    closed ??= close()
      .catch(report)
      .then(() => app.exit())
  })
}
