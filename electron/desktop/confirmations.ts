/** Asks the user in a system dialog, which no page can draw over, read or answer. */
import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron'
import type { ConfirmationPort, Question } from '../core/ports/confirmations.ts'
import { wordsOf } from './confirmation-messages.ts'
import { windowTitles } from './window-messages.ts'

export const confirmations: ConfirmationPort = {
  async confirm(question: Question) {
    const { message, detail, yes, no } = wordsOf(question)
    const asked: MessageBoxOptions = {
      type: 'question',
      title: windowTitles.main,
      message,
      detail,
      // SECURITY: a page can choose the moment, so a key that is pressed at that moment must mean refusal.
      buttons: [no, yes],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    }
    const parent = BrowserWindow.getFocusedWindow()
    const { response } = await (parent === null
      ? dialog.showMessageBox(asked)
      : dialog.showMessageBox(parent, asked))
    return response === 1
  },
}
