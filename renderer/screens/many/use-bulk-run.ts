/**
 * Runs the steps of a bulk command one after the other. States: before → running (some done, some failed) → ended. Stopping lets the current
 * step finish and skips the rest. A step that fails does not stop the others.
 */
import { useRef, useState } from 'react'
import type { AppError, Result } from '../../../shared/contract/errors.ts'
import type { BulkStep } from './bulk-plan.ts'

export interface BulkFailure {
  readonly step: BulkStep
  readonly error: AppError
}

export interface BulkRun {
  readonly state: 'before' | 'running' | 'ended'
  readonly done: readonly BulkStep[]
  readonly failed: readonly BulkFailure[]
}

export function useBulkRun(ask: (step: BulkStep) => Promise<Result<unknown>>) {
  const [run, setRun] = useState<BulkRun>({ state: 'before', done: [], failed: [] })
  const isStopped = useRef(false)
  const isBusy = useRef(false)

  async function start(steps: readonly BulkStep[], then: (run: BulkRun) => void): Promise<void> {
    if (isBusy.current) return
    isBusy.current = true
    let now: BulkRun = { state: 'running', done: [], failed: [] }
    setRun(now)
    for (const step of steps) {
      if (isStopped.current) break
      const answer = await ask(step)
      now = answer.ok
        ? { ...now, done: [...now.done, step] }
        : { ...now, failed: [...now.failed, { step, error: answer.error }] }
      setRun(now)
    }
    now = { ...now, state: 'ended' }
    setRun(now)
    then(now)
  }

  return { run, start, stop: () => (isStopped.current = true) }
}
