/** What the worker can do. */
import { checkRecipients } from '../formats/age.ts'
import type { OwnTasks } from './task.ts'

export const tasks: OwnTasks = {
  'age:check-recipients': (recipients) => checkRecipients(recipients),
}
