/** Marks the steps of this process's start in its performance timeline, and reads them from there. */
import { START_STEPS, type StartStep, type StartTime } from '../../shared/diagnostics/start-times.ts'

/** The prefix of a mark's name, before the step. */
export const START_MARK = 'keyhold start: '

const OVER = `${START_MARK}over`

const marksOf = (step: StartStep) => performance.getEntriesByName(`${START_MARK}${step}`, 'mark')

/** Marks the end of a step. Ignores later marks of it, which belong to a later window. */
export function markStart(step: StartStep): void {
  const isOver = performance.getEntriesByName(OVER, 'mark').length > 0
  if (!isOver && marksOf(step).length === 0) performance.mark(`${START_MARK}${step}`)
}

/** Call at the end of a start without a window. Steps of a later window are not part of the start. */
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
