/** Snoozing reminders and ending that: asks main once, says in a toast how it went, and offers the undo. */
import type { KeyId, Instant } from '../../shared/model/model.ts'
import { call } from './bridge.ts'
import { allOf, snoozesBack } from './local-edits.ts'
import { useVault } from './store.ts'
import { toastError } from './toasts.ts'
import { offerUndo } from './undo.ts'
import { undoMessages } from './undo-messages.ts'

/** What puts the reminders of these keys back as they are now. */
function backFrom(keys: readonly KeyId[]) {
  const { keyIndex, now } = useVault.getState()
  return snoozesBack(
    keys.map((id) => keyIndex.get(id)).filter((row) => row !== undefined),
    now,
  )
}

/** `what`: whose reminders, as the toast says it. The answer is main's; where it is a refusal, nothing was said yet. */
export async function askSnooze(keys: readonly KeyId[], until: Instant, what: string) {
  const back = backFrom(keys)
  const answer = await call('reminder:snooze', { keys: [...keys], until })
  if (answer.ok) offerUndo(undoMessages.snoozed(until), what, () => allOf(back))
  return answer
}

export async function snooze(keys: readonly KeyId[], until: Instant, what: string): Promise<void> {
  const answer = await askSnooze(keys, until, what)
  if (!answer.ok) toastError(answer.error)
}

export async function endSnooze(keys: readonly KeyId[]): Promise<void> {
  const back = backFrom(keys)
  const answer = await call('reminder:unsnooze', { keys: [...keys] })
  if (answer.ok) offerUndo(undoMessages.unsnoozed, undefined, () => allOf(back))
  else toastError(answer.error)
}
