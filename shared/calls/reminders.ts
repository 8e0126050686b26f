/** Calls about reminders: putting off those of one key, and trying whether this system shows any. */
import { z } from 'zod'
import { Instant, KeyId } from '../model.ts'
import { NotificationHealth } from '../snapshot.ts'

const Nothing = z.void()

export const reminderCalls = {
  /** Silent until then; what is still due comes back. */
  'reminder:snooze': { input: z.strictObject({ key: KeyId, until: Instant }), output: Nothing },
  'reminder:unsnooze': { input: z.strictObject({ key: KeyId }), output: Nothing },
  /** Shows a notification and says what became of it. */
  'reminder:test': { input: Nothing, output: NotificationHealth },
} as const
