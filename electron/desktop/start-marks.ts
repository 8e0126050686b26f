/** Marks the steps of this process's start in its performance timeline, and reads them from there. */
import { START_STEPS, type StartStep, type StartTime } from '../../shared/diagnostics/start-times.ts'

/** Before the step in the name of its mark. */
export const START_MARK = 'keyhold start: '

const OVER = `${START_MARK}over`

const marksOf = (step: StartStep) => performance.getEntriesByName(`${START_MARK}${step}`, 'mark')

/** A step ends once: later marks of it belong to a later window. */
export function markStart(step: StartStep): void {
  const isOver = performance.getEntriesByName(OVER, 'mark').length > 0
  if (!isOver && marksOf(step).length === 0) performance.mark(`${START_MARK}${step}`)
}

/** Call at the end of a start without a window: steps of a window that is opened later are no part of it. */
export function endStart(): void {
  performance.mark(OVER)
}

/** The steps that have ended, in the order of their ends. `createdAt`: when the system created the process, epoch milliseconds. */
export function startTimes(createdAt: number): readonly StartTime[] {
  const sinceCreation = performance.timeOrigin - createdAt
  const steps = Object.keys(START_STEPS) as StartStep[]
  const marked = steps.flatMap((step) =>
    marksOf(step).map(({ startTime }) => ({ step, ms: sinceCreation + startTime })),
  )
  return [{ step: 'process' as const, ms: sinceCreation }, ...marked].toSorted((a, b) => a.ms - b.ms)
}
