/** Calls about reminders: snoozing those of some keys, and testing whether this system shows any. */
import { z } from 'zod'
import { Instant, KeyId } from '../model/model.ts'
import { NotificationHealth } from './snapshot.ts'

const Nothing = z.void()
const Keys = z.array(KeyId).min(1).max(100_000)

export const reminderCalls = {
  /** No reminders until then; those that are still due then appear again. Changes all keys or none. */
  'reminder:snooze': { input: z.strictObject({ keys: Keys, until: Instant }), output: Nothing },
  'reminder:unsnooze': { input: z.strictObject({ keys: Keys }), output: Nothing },
  /** Shows a test notification and reports the outcome. */
  'reminder:test': { input: Nothing, output: NotificationHealth },
} as const
