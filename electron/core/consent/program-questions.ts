/** Questions to the person about what a program asks for on the command line, one at a time. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { ConfirmationPort, Question } from '../ports/confirmations.ts'

interface Deps {
  readonly confirmations: ConfirmationPort
  readonly isLocked: () => boolean
}

/**
 * Resolves once the person has agreed. Rejects with the signal's reason when it aborts, and with Failure `approval` `denied`, `limit` `dialog-open`
 * while the person is asked something else, and `locked` if the app was locked before the answer.
 */
export type AskPerson = (question: Question, signal: AbortSignal) => Promise<void>

export function createAskPerson({ confirmations, isLocked }: Deps): AskPerson {
  let isAsking = false
  return async (question, signal) => {
    if (isAsking) throw new Failure({ kind: 'limit', why: 'dialog-open' })
    signal.throwIfAborted()
    isAsking = true
    const answer = confirmations.confirm(question).finally(() => {
      isAsking = false
    })
    if (!(await Promise.race([answer, aborted(signal)])))
      throw new Failure({ kind: 'approval', why: 'denied' })
    if (isLocked()) throw new Failure({ kind: 'locked' })
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
