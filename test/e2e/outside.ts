/** The user of real Electron, for actions that a page cannot take: press a key, and answer a dialog of the system. */
import type Electron from 'electron'
import type { ElectronApplication, Page } from 'playwright-core'

/** The questions that were shown outside the page. */
export interface Outside {
  /** The questions' first lines, in order. */
  readonly asked: () => Promise<readonly string[]>
  /** Sets the answer to every later question. */
  readonly answer: (yes: boolean) => Promise<void>
}

/** Presses a key that has no function. Main sees the press. */
export const press = (page: Page): Promise<void> => page.keyboard.press('Shift')

/** While main starts, the debugger may lose the promise of an evaluation, even repeatedly. Repeating the evaluation has no further effect. */
async function whileStarting<T>(evaluate: () => Promise<T>, triesLeft = 5): Promise<T> {
  return evaluate().catch((error: unknown) => {
    if (triesLeft > 0 && error instanceof Error && error.message.includes('garbage collected'))
      return whileStarting(evaluate, triesLeft - 1)
    throw error
  })
}

/**
 * Answers dialogs of the system, because no test can click in them: with yes, unless the test sets another answer. Does not answer questions about
 * losing data (on quitting).
 */
export async function answerOutside(electron: ElectronApplication): Promise<Outside> {
  const replace = ({ dialog }: typeof Electron) => {
    const kept = { asked: [] as string[], yes: true }
    const real = dialog.showMessageBox.bind(dialog) as (...args: unknown[]) => Promise<unknown>
    const answer = (...args: unknown[]) => {
      const { type, message } = args.at(-1) as { type: string; message: string }
      if (type !== 'question') return real(...args)
      kept.asked.push(message)
      return Promise.resolve({ response: kept.yes ? 1 : 0, checkboxChecked: false })
    }
    dialog.showMessageBox = answer as typeof dialog.showMessageBox
    return kept
  }
  const state = await whileStarting(() => electron.evaluateHandle(replace))
  return {
    asked: () => state.evaluate(({ asked }) => asked),
    answer: (yes) => state.evaluate((kept, given) => void (kept.yes = given), yes),
  }
}
