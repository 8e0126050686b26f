/** Runs trials of parts of the machine, a single one or all in turn, and keeps the state of each. */
import { useState } from 'react'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { MachineFacts, MachineTrial } from '../../../shared/diagnostics/machine.ts'
import { call } from '../../vault/bridge.ts'

export type TrialState =
  | { readonly state: 'running' }
  /** `at`: the page's clock, epoch milliseconds. The result is in the facts. */
  | { readonly state: 'done'; readonly at: number }
  | { readonly state: 'failed'; readonly error: AppError }

export interface Trials {
  readonly states: Partial<Record<MachineTrial, TrialState>>
  readonly isRunningAll: boolean
  attempt(part: MachineTrial): Promise<void>
  /** Runs the trials one after the other. A failed trial does not stop the others. */
  attemptAll(parts: readonly MachineTrial[]): Promise<void>
}

export function useTrials(onTried: (facts: MachineFacts) => void): Trials {
  const [states, setStates] = useState<Trials['states']>({})
  const [isRunningAll, setIsRunningAll] = useState(false)
  const set = (part: MachineTrial, state: TrialState) => setStates((before) => ({ ...before, [part]: state }))
  const attempt = async (part: MachineTrial) => {
    set(part, { state: 'running' })
    const answer = await call('machine:try', { part })
    if (answer.ok) onTried(answer.value)
    set(part, answer.ok ? { state: 'done', at: Date.now() } : { state: 'failed', error: answer.error })
  }
  return {
    states,
    isRunningAll,
    attempt,
    async attemptAll(parts) {
      setIsRunningAll(true)
      for (const part of parts) await attempt(part)
      setIsRunningAll(false)
    },
  }
}
