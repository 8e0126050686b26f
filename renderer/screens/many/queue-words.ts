/** The queue of replacements in words: how far it is, why it stands still, and how each key stands. Pure. */
import type { OperationId } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import type { Queue, QueueItem } from '../../../shared/model/queue.ts'
import type { IconName } from '../../parts/icons.ts'
import { keysText } from './selection-words.ts'

/** `needs-you`: it failed, and its operation is still open. */
export type Standing = QueueItem['state'] | 'needs-you'

export interface StandingSign {
  readonly word: string
  readonly icon: IconName
  readonly tone: 'good' | 'warn' | 'bad' | 'soft' | 'faint'
}

/** In the order in which they are shown: what wants the user comes first. */
export const STANDINGS: Record<Standing, StandingSign> = {
  'needs-you': { word: 'Needs you', icon: 'attention', tone: 'warn' },
  failed: { word: 'Failed', icon: 'expired', tone: 'bad' },
  running: { word: 'Under way', icon: 'working', tone: 'soft' },
  waiting: { word: 'Waiting', icon: 'notYet', tone: 'soft' },
  done: { word: 'Done', icon: 'active', tone: 'good' },
  skipped: { word: 'Skipped', icon: 'never', tone: 'faint' },
}

type Open = ReadonlyMap<OperationId, OperationRow>

export function standingOf({ state, operation }: QueueItem, open: Open): Standing {
  const isOpen = operation !== undefined && open.has(operation)
  return state === 'failed' && isOpen ? 'needs-you' : state
}

export interface Section {
  readonly standing: Standing
  readonly items: readonly QueueItem[]
}

/** Those that hold something. */
export function sectionsOf({ items }: Queue, open: Open): readonly Section[] {
  const groups = Map.groupBy(items, (item) => standingOf(item, open))
  return (Object.keys(STANDINGS) as Standing[]).flatMap((standing) => {
    const found = groups.get(standing)
    return found === undefined ? [] : [{ standing, items: found }]
  })
}

export const countIn = ({ items }: Queue, ...states: readonly QueueItem['state'][]): number =>
  items.filter(({ state }) => states.includes(state)).length

/** How many have had their turn. */
export const behind = (queue: Queue): number => countIn(queue, 'done', 'failed', 'skipped')

/** Failed, and nothing of theirs is open: they can simply be asked for again. */
export const askableAgain = (queue: Queue, open: Open): readonly QueueItem[] =>
  queue.items.filter((item) => standingOf(item, open) === 'failed')

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
      title: `Under way${failedText(failed)}`,
      detail: 'It goes on while you do other things; closing this window stops nothing.',
    }
  const rest =
    waiting === 0 ? 'Nothing waits any more.' : `${keysText(waiting)} ${waiting === 1 ? 'waits' : 'wait'}.`
  return pausedWords(queue.pausedBy, rest)
}

function pausedWords(by: Queue['pausedBy'], rest: string): QueueWords {
  if (by === 'restart')
    return {
      tone: 'warn',
      title: 'Paused by a restart of Keyhold',
      detail: `What was under way then was looked up in the journal. ${rest}`,
    }
  if (by === 'doubt')
    return {
      tone: 'warn',
      title: 'Paused at a doubt',
      detail: `The last one did not come out as it should, and the next might go the same way. Look at it first, then go on. ${rest}`,
    }
  return { tone: 'note', title: 'Paused', detail: `What was under way came to its end. ${rest}` }
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
        ? 'No new key was made by it.'
        : 'Put the new ones wherever the old ones are used, then retire the old ones: the list has them under Overlapping.',
  }
}

/** Whether it wants the user: it stands still without having been told to, or something failed. */
export function queueWaits(queue: Queue): boolean {
  if (queue.state === 'paused') return queue.pausedBy !== 'user'
  return queue.state === 'ended' && countIn(queue, 'failed') > 0
}

/** For the status line; short. */
export function statusWords(queue: Queue): string {
  const so = `${behind(queue).toLocaleString()} of ${queue.items.length.toLocaleString()}${failedText(countIn(queue, 'failed'))}`
  if (queue.state === 'running') return `Replacing keys: ${so}`
  if (queue.state === 'paused')
    return queue.pausedBy === 'restart' ? `Replacing paused by a restart: ${so}` : `Replacing paused: ${so}`
  return `Replaced: ${countIn(queue, 'done').toLocaleString()} of ${queue.items.length.toLocaleString()}${failedText(countIn(queue, 'failed'))}`
}
