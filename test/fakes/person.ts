/** Who sits in front of the program: what they press, and what they answer when they are asked outside the page. */
import type { ConfirmationPort, Question } from '../../electron/core/ports/confirmations.ts'
import type { GesturePort } from '../../electron/core/ports/gestures.ts'

export interface FakePerson {
  /** Every question, in order. */
  readonly asked: readonly Question[]
  /** How the next ones are answered. */
  agrees: boolean
  /** While false, nobody presses anything. */
  presses: boolean
  /** Uses assistive technology. */
  isAssisted: boolean
  /** While set, questions are answered only once it has resolved. */
  thinks: Promise<void> | undefined
  readonly ports: { readonly confirmations: ConfirmationPort; readonly gestures: GesturePort }
}

/** Presses keys all the time and says yes to everything. */
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
