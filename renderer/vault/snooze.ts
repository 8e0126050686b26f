/** Putting reminders off and taking that back: asks main once and says in a toast how it went. */
import type { KeyId, Instant } from '../../shared/model/model.ts'
import { call } from './bridge.ts'
import { momentText } from '../messages/dates.ts'
import { toast, toastError } from './toasts.ts'

/** `what`: whose reminders, as the toast says it. */
export async function snooze(keys: readonly KeyId[], until: Instant, what: string): Promise<void> {
  const answer = await call('reminder:snooze', { keys: [...keys], until })
  if (answer.ok) saySnoozed(keys, until, what)
  else toastError(answer.error)
}

export function saySnoozed(keys: readonly KeyId[], until: Instant, what: string): void {
  toast({
    tone: 'note',
    text: `No reminder until ${momentText(until)}`,
    about: what,
    action: { label: 'Undo', act: () => void endSnooze(keys) },
  })
}

export async function endSnooze(keys: readonly KeyId[]): Promise<void> {
  const answer = await call('reminder:unsnooze', { keys: [...keys] })
  if (!answer.ok) toastError(answer.error)
}
