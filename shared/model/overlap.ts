/** The status of two keys in an overlap: whether they wait for the user, and the words for the remaining time. Pure. */
import { durationWords } from '../expiry/expiry.ts'
import type { OperationRow, OperationState } from './operation.ts'

/** A year. */
export const LONGEST_OVERLAP_HOURS = 8_760

const SIDE_BY_SIDE: ReadonlySet<OperationState> = new Set<OperationState>([
  'overlapping',
  'retiring',
  'retired',
  'rolling-back',
])

/** Two keys, or two values of one key, are in use side by side; the old one may be about to end. */
export const isSideBySide = ({ state }: Pick<OperationRow, 'state'>): boolean => SIDE_BY_SIDE.has(state)

/** An operation whose secret is safe, and which only waits until one of the two keys is ended. */
export type OverlapOperation = OperationRow & { readonly overlap: NonNullable<OperationRow['overlap']> }

export function isOverlap(operation: OperationRow): operation is OverlapOperation {
  return operation.overlap !== undefined && isSideBySide(operation)
}

/** When an overlap ends, in epoch milliseconds, and whether its provider ends it. */
type End = Pick<OverlapOperation['overlap'], 'until' | 'endsAtProvider'>

/** Whether the overlap is overdue: from `until` on, including that instant. Nothing ends then; the user is asked. False if the provider ends it. */
export const isOverdue = ({ until, endsAtProvider }: End, now: number): boolean =>
  endsAtProvider !== true && now >= until

/** The provider has ended the old secret by itself. The next list closes the overlap. */
export const hasEndedThere = ({ until, endsAtProvider }: End, now: number): boolean =>
  endsAtProvider === true && now >= until

/** A change was requested from the provider, and its effect has not been seen. */
export const isUnsettled = ({ state }: Pick<OperationRow, 'state'>): boolean =>
  state === 'retiring' || state === 'rolling-back'

/** Whether an open operation waits for the user: always, except for an overlap that is neither overdue nor unsettled. */
export function waitsForUser(operation: OperationRow, now: number): boolean {
  return !isOverlap(operation) || isUnsettled(operation) || isOverdue(operation.overlap, now)
}

/** "4 h left", "overdue for 2 days"; "ended" where the provider ended the old secret. */
export function overlapLeft(end: End, now: number): string {
  const { until } = end
  if (now < until) return `${durationWords(until - now)} left`
  if (hasEndedThere(end, now)) return 'ended'
  return now - until < 60_000 ? 'overdue' : `overdue for ${durationWords(now - until)}`
}
