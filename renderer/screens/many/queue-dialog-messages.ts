/** Messages of the dialog of the replacement queue, and of its button in the status line. */
import { keysText } from '../../messages/counts.ts'

export const queueDialogMessages = {
  title: 'Replacing keys',
  pause: 'Pause',
  tryAgain: (count: number) => `Try ${keysText(count)} again…`,
  skip: (count: number) => `Skip ${keysText(count)}`,
  resume: (waiting: number) => (waiting === 0 ? 'Finish' : `Resume (${waiting.toLocaleString()} left)`),
} as const

export const noQueueMessages = {
  title: 'No batch',
  detail: 'No key is waiting to be replaced.',
} as const

export const queueSectionMessages = {
  heading: (status: string, count: number) => `${status} (${count.toLocaleString()})`,
  show: (name: string) => `Show ${name}`,
  nextStep: 'Next step…',
  overlapping: (left: string) => `Overlap, ${left}`,
} as const

export const queueStatusMessages = {
  show: 'Show',
  showLabel: (words: string) => `Show the batch. ${words}`,
} as const
