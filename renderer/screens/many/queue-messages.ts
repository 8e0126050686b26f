/** Messages of the replacement queue: its progress, why it is paused, and the status of each key. Pure. */
import type { OperationId } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import type { Queue, QueueItem } from '../../../shared/model/queue.ts'
import type { IconName } from '../../parts/icons.ts'
import { keysText } from '../../messages/counts.ts'

/** `needs-you`: the item failed, and its operation is still open. */
export type ItemStatus = QueueItem['state'] | 'needs-you'

export interface StatusSign {
  readonly word: string
  readonly icon: IconName
  readonly tone: 'good' | 'warn' | 'bad' | 'soft' | 'faint'
}

/** In display order: statuses that need the user come first. */
export const STATUSES: Record<ItemStatus, StatusSign> = {
  'needs-you': { word: 'Needs attention', icon: 'attention', tone: 'warn' },
  failed: { word: 'Failed', icon: 'expired', tone: 'bad' },
  running: { word: 'In progress', icon: 'working', tone: 'soft' },
  waiting: { word: 'Waiting', icon: 'notYet', tone: 'soft' },
  done: { word: 'Done', icon: 'active', tone: 'good' },
  skipped: { word: 'Skipped', icon: 'never', tone: 'faint' },
}

type Open = ReadonlyMap<OperationId, OperationRow>

function statusOf({ state, operation }: QueueItem, open: Open): ItemStatus {
  const isOpen = operation !== undefined && open.has(operation)
  return state === 'failed' && isOpen ? 'needs-you' : state
}

export interface Section {
  readonly status: ItemStatus
  readonly items: readonly QueueItem[]
}

/** The sections that have items, in display order. */
export function sectionsOf({ items }: Queue, open: Open): readonly Section[] {
  const groups = Map.groupBy(items, (item) => statusOf(item, open))
  return (Object.keys(STATUSES) as ItemStatus[]).flatMap((status) => {
    const found = groups.get(status)
    return found === undefined ? [] : [{ status, items: found }]
  })
}

export const countIn = ({ items }: Queue, ...states: readonly QueueItem['state'][]): number =>
  items.filter(({ state }) => states.includes(state)).length

/** How many items are finished: done, failed or skipped. */
export const behind = (queue: Queue): number => countIn(queue, 'done', 'failed', 'skipped')

/** Failed items without an open operation. Their replacement can be requested again. */
export const askableAgain = (queue: Queue, open: Open): readonly QueueItem[] =>
  queue.items.filter((item) => statusOf(item, open) === 'failed')

export interface QueueWords {
  readonly tone: 'note' | 'good' | 'warn'
  readonly title: string
  readonly detail: string
}

const failedText = (count: number): string => (count === 0 ? '' : `, ${count.toLocaleString()} failed`)

export function queueWords(queue: Queue): QueueWords {
  const failed = countIn(queue, 'failed')
  const waiting = countIn(queue, 'waiting')
  if (queue.state === 'ended') return endedWords(queue)
  if (queue.state === 'running')
    return {
      tone: 'note',
      title: `In progress${failedText(failed)}`,
      detail: 'You can close this window; replacing continues.',
    }
  const rest =
    waiting === 0 ? 'No key is waiting.' : `${keysText(waiting)} ${waiting === 1 ? 'waits' : 'wait'}.`
  return pausedWords(queue.pausedBy, rest)
}

function pausedWords(by: Queue['pausedBy'], rest: string): QueueWords {
  if (by === 'restart')
    return {
      tone: 'warn',
      title: 'Paused: Keyhold restarted',
      detail: `Keyhold checked the key that was in progress. ${rest}`,
    }
  if (by === 'doubt')
    return {
      tone: 'warn',
      title: 'Paused: one result is unclear',
      detail: `Check the last key before you continue; the next ones may fail the same way. ${rest}`,
    }
  return { tone: 'note', title: 'Paused', detail: `The current key finished. ${rest}` }
}

function endedWords(queue: Queue): QueueWords {
  const [done, failed, skipped] = [
    countIn(queue, 'done'),
    countIn(queue, 'failed'),
    countIn(queue, 'skipped'),
  ]
  const skippedText = skipped === 0 ? '' : `, ${skipped.toLocaleString()} skipped`
  return {
    tone: failed > 0 ? 'warn' : 'good',
    title: `${done.toLocaleString()} of ${keysText(queue.items.length)} replaced${failedText(failed)}${skippedText}`,
    detail:
      done === 0
        ? 'No new key was created.'
        : 'Update everything that uses the old keys, then retire them. Find them under Overlapping.',
  }
}

/** Whether the queue needs the user: it paused by itself, or it ended with failures. */
export function queueWaits(queue: Queue): boolean {
  if (queue.state === 'paused') return queue.pausedBy !== 'user'
  return queue.state === 'ended' && countIn(queue, 'failed') > 0
}

/** The short text for the status line. */
export function statusWords(queue: Queue): string {
  const so = `${behind(queue).toLocaleString()} of ${queue.items.length.toLocaleString()}${failedText(countIn(queue, 'failed'))}`
  if (queue.state === 'running') return `Replacing keys: ${so}`
  if (queue.state === 'paused')
    return queue.pausedBy === 'restart' ? `Replacing paused by a restart: ${so}` : `Replacing paused: ${so}`
  return `Replaced: ${countIn(queue, 'done').toLocaleString()} of ${queue.items.length.toLocaleString()}${failedText(countIn(queue, 'failed'))}`
}
