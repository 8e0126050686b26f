/** Limits the actions that only a person may trigger: each needs a press that the main process has seen, and is limited per minute. */
import { Failure } from '../../../shared/contract/errors.ts'
import type { ConfirmationPort, UserAction } from '../ports/confirmations.ts'
import type { GesturePort } from '../ports/gestures.ts'
import type { Clock } from '../ports/world.ts'

/** More than a person does in a minute, far less than a script in a loop. */
export const MOST_A_MINUTE: Readonly<Record<UserAction, number>> = {
  reveal: 20,
  open: 10,
  demo: 3,
  dialog: 10,
  approve: 30,
  describe: 10,
  files: 10,
}
const MINUTE_MS = 60_000

interface Deps {
  readonly gestures: GesturePort
  readonly confirmations: ConfirmationPort
  readonly clock: Pick<Clock, 'steadyMs'>
}

export interface UserActions {
  /** Throws Failure `limit`: `too-often`, or `no-gesture` without a press by the user. */
  need(action: UserAction): Promise<void>
  /** Runs `show`, which shows a dialog of the system. Throws Failure `limit` as `need` does, and `dialog-open` while another one is open. */
  dialog<T>(show: () => Promise<T>): Promise<T>
}

/** SECURITY: a compromised page can request each of these actions, but cannot press a key. */
export function createUserActions({ gestures, confirmations, clock }: Deps): UserActions {
  const done: Record<UserAction, readonly number[]> = {
    reveal: [],
    open: [],
    demo: [],
    dialog: [],
    approve: [],
    describe: [],
    files: [],
  }
  let isOpen = false

  const refuse = (why: 'no-gesture' | 'too-often' | 'dialog-open') => new Failure({ kind: 'limit', why })

  function count(action: UserAction): void {
    const now = clock.steadyMs()
    const recent = done[action].filter((at) => now - at < MINUTE_MS)
    if (recent.length >= MOST_A_MINUTE[action]) throw refuse('too-often')
    done[action] = [...recent, now]
  }

  async function alone<T>(show: () => Promise<T>): Promise<T> {
    if (isOpen) throw refuse('dialog-open')
    isOpen = true
    try {
      return await show()
    } finally {
      isOpen = false
    }
  }

  async function need(action: UserAction): Promise<void> {
    const isPressed = gestures.take()
    if (!isPressed && !gestures.mayBeUnseen()) throw refuse('no-gesture')
    count(action)
    if (isPressed) return
    if (!(await alone(() => confirmations.confirm({ about: 'action', action })))) throw refuse('no-gesture')
  }

  return {
    need,
    async dialog(show) {
      if (isOpen) throw refuse('dialog-open')
      await need('dialog')
      return alone(show)
    },
  }
}
