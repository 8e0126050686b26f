/** Runs one operation in a dialog: asks, runs, ends. */
import { useRef, useState } from 'react'
import type { Result } from '../../../shared/contract/errors.ts'
import type { Outcome } from '../../../shared/model/operation.ts'
import { settle, type Flow } from './flow.ts'

export interface FlowControl {
  readonly flow: Flow
  readonly start: (run: () => Promise<Result<Outcome>>) => Promise<Flow>
  /** Sets another outcome, after the operation was resumed. */
  readonly take: (outcome: Outcome) => void
  readonly again: () => void
}

export function useFlow(): FlowControl {
  const [flow, setFlow] = useState<Flow>({ state: 'ask' })
  // State updates one frame late; a double press is faster.
  const running = useRef(false)

  return {
    flow,
    async start(run) {
      if (running.current) return { state: 'running' }
      running.current = true
      setFlow({ state: 'running' })
      const next = settle(await run())
      running.current = false
      setFlow(next)
      return next
    },
    take: (outcome) => setFlow({ state: 'ended', outcome }),
    again: () => setFlow({ state: 'ask' }),
  }
}
