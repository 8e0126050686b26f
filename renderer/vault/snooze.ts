/** Snoozes and unsnoozes reminders: makes one call to the main process, reports the result in a toast, and offers an undo. */
import type { KeyId, Instant } from '../../shared/model/model.ts'
import { call } from './bridge.ts'
import { allOf, snoozesBack } from './local-edits.ts'
import { useVault } from './store.ts'
import { toastError } from './toasts.ts'
import { offerUndo } from './undo.ts'
import { undoMessages } from './undo-messages.ts'

/** The calls that restore the reminders of these keys to their present state. */
function backFrom(keys: readonly KeyId[]) {
  const { keyIndex, now } = useVault.getState()
  return snoozesBack(
    keys.map((id) => keyIndex.get(id)).filter((row) => row !== undefined),
    now,
  )
}

/** `what`: the subject of the reminders, as shown in the toast. Returns the main process's answer; a failure shows no toast. */
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
