/** Runs one operation in a dialog, and ends the dialog by itself after success. */
import { useRef, useState } from 'react'
import type { Result } from '../../../shared/contract/errors.ts'
import type { Outcome } from '../../../shared/model/operation.ts'
import { useVault } from '../../vault/store.ts'
import { finish } from './finish.ts'
import { settle, type Flow } from './flow.ts'
import type { OutcomeFacts } from './outcome-context.ts'

export interface FlowControl {
  readonly flow: Flow
  readonly start: (run: () => Promise<Result<Outcome>>) => Promise<Flow>
  /** Sets another outcome, after the operation was resumed. */
  readonly take: (outcome: Outcome) => void
  readonly again: () => void
}

/** `facts`: about the operation as it would be started now. */
export function useFlow(facts: OutcomeFacts): FlowControl {
  const [flow, setFlow] = useState<Flow>({ state: 'ask' })
  const [dialog] = useState(() => useVault.getState().dialog)
  // State updates one frame late; a double press is faster.
  const running = useRef(false)

  const show = (next: Flow): Flow => {
    setFlow(next)
    if (next.state === 'stored') finish(next.outcome, facts, dialog)
    return next
  }

  return {
    flow,
    async start(run) {
      if (running.current) return { state: 'running' }
      running.current = true
      setFlow({ state: 'running' })
      const next = settle(await run())
      running.current = false
      return show(next)
    },
    take: (outcome) => void show(settle({ ok: true, value: outcome })),
    again: () => setFlow({ state: 'ask' }),
  }
}
