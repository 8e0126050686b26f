/**
 * The states of a dialog that regenerates, replaces, creates, pastes or adds a key, and their transitions on main's answers. Pure.
 *
 * ```
 * ask ──► running ──► stored      the dialog closes, a toast says so, and the key is opened
 *  ▲         ├──────► open        unsaved or unknown: a screen of its own
 *  │         ├──────► unclear     the call itself failed
 *  └─────────┴─ refused, rejected: nothing has changed, so the form stays, with the reason above it
 * ```
 */
import type { AppError, Result } from '../../../shared/contract/errors.ts'
import type {
  OpenOutcome,
  OperationKind,
  OperationStep,
  Outcome,
  RejectedOutcome,
  StoredOutcome,
} from '../../../shared/model/operation.ts'
import { progressListMessages } from './regenerate-messages.ts'

export type Flow =
  /** The dialog says what will happen. No request has been made. */
  | { readonly state: 'ask' }
  | { readonly state: 'running' }
  /** Refused before anything was sent: nothing has changed. */
  | { readonly state: 'refused'; readonly error: AppError }
  /** Recorded and refused later, by the provider or by the keychain: nothing has changed. */
  | { readonly state: 'rejected'; readonly outcome: RejectedOutcome }
  /** The call to main failed, so only the journal shows how far the operation got. */
  | { readonly state: 'unclear'; readonly error: AppError }
  | { readonly state: 'stored'; readonly outcome: StoredOutcome }
  | { readonly state: 'open'; readonly outcome: OpenOutcome }

/**
 * The next state for an answer of main. Main refuses before it writes a journal row, and answers with an outcome afterwards. The one
 * exception is an unexpected failure: it may occur before or after that row, so its state is `unclear`.
 */
export function settle(result: Result<Outcome>): Flow {
  if (result.ok) return stateOf(result.value)
  return { state: result.error.kind === 'unexpected' ? 'unclear' : 'refused', error: result.error }
}

function stateOf(outcome: Outcome): Flow {
  if (outcome.outcome === 'stored') return { state: 'stored', outcome }
  if (outcome.outcome === 'rejected') return { state: 'rejected', outcome }
  return { state: 'open', outcome }
}

/** A dialog may be closed at any time except while the operation runs. Closing it then would hide the outcome. */
export const mayClose = (flow: Flow): boolean => !isBusy(flow)

/** The operation is running, or has just succeeded and the dialog is about to close. */
export const isBusy = ({ state }: Flow): boolean => state === 'running' || state === 'stored'

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

/** Whether the operation creates a new key. The other kinds add a secret to an existing key. */
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
 * The stages of an operation in order, each with its state. `step` is missing while main has not reported any progress. The step
 * `ended` means that the operation stopped; the outcome says where.
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
