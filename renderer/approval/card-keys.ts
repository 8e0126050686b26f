/** Which answer a press on the card means, and which presses reach the card at all. */
import type { ApprovalAnswer } from '../../shared/contract/approvals.ts'
import type { QuietStart } from '../../shared/desktop/quiet-start.ts'
import { pressOf, type Press } from '../parts/key-press.ts'

/** The key that gives each answer. Digits, since a letter is what somebody who types elsewhere is likely to press. */
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

/** Swallows what is pressed too early, before any button sees it. Returns what stops it. */
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
  // A click also comes alone, from assistive technology, and after a press that was swallowed.
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
