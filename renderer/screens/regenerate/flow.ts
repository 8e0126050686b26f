/** The states of renewing, replacing, creating or pasting a key in one dialog, and how an answer of main moves them. Pure. */
import type { AppError, Result } from '../../../shared/contract/errors.ts'
import type { OperationKind, OperationStep, Outcome } from '../../../shared/model/operation.ts'
import { progressListMessages } from './regenerate-messages.ts'

export type Flow =
  /** Says what will happen; nothing has been asked of anybody. */
  | { readonly state: 'ask' }
  | { readonly state: 'running' }
  /** Refused before anything was sent: nothing has changed. */
  | { readonly state: 'refused'; readonly error: AppError }
  /** The call itself broke, so only the journal knows how far it went. */
  | { readonly state: 'unclear'; readonly error: AppError }
  | { readonly state: 'ended'; readonly outcome: Outcome }

/**
 * Where an answer leads. Main refuses before it writes a journal row, and answers with an outcome after; the one
 * exception is an unforeseen failure, which may come from either side and so claims nothing.
 */
export function settle(result: Result<Outcome>): Flow {
  if (result.ok) return { state: 'ended', outcome: result.value }
  return { state: result.error.kind === 'unexpected' ? 'unclear' : 'refused', error: result.error }
}

/** A dialog may be left at any time but while main works: leaving then would hide how it comes out. */
export const mayClose = (flow: Flow): boolean => flow.state !== 'running'

export interface ProgressLine {
  readonly label: string
  readonly state: 'done' | 'now' | 'todo'
}

interface Stage {
  readonly label: string
  /** The step that completes this stage. */
  readonly completedBy: OperationStep
}

const ORDER: readonly OperationStep[] = [
  'waiting',
  'preflight',
  'requested',
  'answered',
  'sealed',
  'received',
  'stored',
  'done',
]

/** A new key stands beside what was there; the others give a key another value. */
export const makesKey = (kind: OperationKind): boolean => kind === 'create' || kind === 'replace'

function stagesOf(kind: OperationKind, provider: string): readonly Stage[] {
  const keychain = { label: progressListMessages.save, completedBy: 'stored' } as const
  const record = { label: progressListMessages.record, completedBy: 'done' } as const
  if (kind === 'add' || kind === 'paste') return [keychain, record]
  return [
    { label: progressListMessages.checkKeychain, completedBy: 'requested' },
    {
      label: makesKey(kind)
        ? progressListMessages.create(provider)
        : progressListMessages.regenerate(provider),
      completedBy: 'answered',
    },
    { label: progressListMessages.backUp, completedBy: 'sealed' },
    keychain,
    record,
  ]
}

/**
 * What an operation does, in order, with how far it is. `step` missing: main has not said anything yet;
 * `ended`: it stopped somewhere, which the outcome tells.
 */
export function progressLines(
  kind: OperationKind,
  step: OperationStep | undefined,
  provider: string,
): readonly ProgressLine[] {
  const stages = stagesOf(kind, provider)
  if (step === 'ended') return stages.map(({ label }) => ({ label, state: 'todo' }))
  const reached = step === undefined ? -1 : ORDER.indexOf(step)
  const current = stages.findIndex(({ completedBy }) => ORDER.indexOf(completedBy) > reached)
  return stages.map(({ label }, index) => ({
    label,
    state: current === -1 || index < current ? 'done' : index === current ? 'now' : 'todo',
  }))
}
