/** The person who uses the program: presses keys of the keyboard, and answers questions outside the page. */
import type { ConfirmationPort, Question } from '../../electron/core/ports/confirmations.ts'
import type { GesturePort } from '../../electron/core/ports/gestures.ts'

export interface FakePerson {
  /** Every question, in order. */
  readonly asked: readonly Question[]
  /** The answer to the next questions. */
  agrees: boolean
  /** While false, the person presses nothing. */
  presses: boolean
  /** The person uses assistive technology. */
  isAssisted: boolean
  /** While set, questions are answered only after the promise has resolved. */
  thinks: Promise<void> | undefined
  readonly ports: { readonly confirmations: ConfirmationPort; readonly gestures: GesturePort }
}

/** A person who is always at the keyboard and agrees to everything. */
export function fakePerson(): FakePerson {
  const asked: Question[] = []
  const person: FakePerson = {
    asked,
    agrees: true,
    presses: true,
    isAssisted: false,
    thinks: undefined,
    ports: {
      confirmations: {
        async confirm(question) {
          asked.push(question)
          await person.thinks
          return person.agrees
        },
      },
      gestures: { take: () => person.presses, mayBeUnseen: () => person.isAssisted },
    },
  }
  return person
}
