/** Maps key presses on the card to answers, and blocks presses that come too early. */
import type { ApprovalAnswer } from '../../shared/contract/approvals.ts'
import type { QuietStart } from '../../shared/desktop/quiet-start.ts'
import { pressOf, type Press } from '../parts/key-press.ts'

/** The key for each answer. Digits, because a user who types in another window is more likely to press a letter. */
export const ANSWER_KEYS: Readonly<Record<ApprovalAnswer, string>> = {
  deny: 'Escape',
  once: '1',
  '15-minutes': '2',
  'until-lock': '3',
}
const ANSWERS: ReadonlyMap<string, ApprovalAnswer> = new Map(
  (Object.keys(ANSWER_KEYS) as ApprovalAnswer[]).map((answer) => [ANSWER_KEYS[answer], answer]),
)

export function answerOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): ApprovalAnswer | undefined {
  if (ctrlKey || metaKey || altKey || shiftKey) return undefined
  return ANSWERS.get(key)
}

/** Blocks presses that come too early, before any button gets them. Returns a function that stops this. */
export function guardInput(quiet: QuietStart, answer: (given: ApprovalAnswer) => void): () => void {
  const controller = new AbortController()
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const guard = (event: Event) => {
    if (!quiet.press()) swallow(event)
  }
  const options = { capture: true, signal: controller.signal }
  // A click also occurs without a press, from assistive technology, and after a blocked press.
  for (const name of ['pointerdown', 'mousedown', 'touchstart', 'click'] as const)
    document.addEventListener(name, guard, { ...options, passive: false })
  document.addEventListener(
    'keydown',
    (event) => {
      if (!quiet.press()) {
        swallow(event)
        return
      }
      const press = pressOf(event)
      const given = event.repeat || press === undefined ? undefined : answerOf(press)
      if (given === undefined) return
      swallow(event)
      answer(given)
    },
    options,
  )
  return () => controller.abort()
}
