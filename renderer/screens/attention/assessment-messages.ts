/** The messages and next steps of an open operation, from its assessment at the provider. Pure. */
import type { OperationKind, OperationRow, Assessment } from '../../../shared/model/operation.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { makesKey } from '../regenerate/flow.ts'

/** The command of a button below an open operation. */
export type NextStep =
  | 'resume' // continue from the operation's state in the journal
  | 'copy-sealed'
  | 'regenerate-again'
  | 'create-again'
  | 'replace-again'
  | 'revoke-orphan' // delete the key that was created and whose secret is lost
  | 'test-copy' // copy the stored secret, so that the user can test it
  | 'close'

export interface AssessmentMessages {
  readonly title: string
  readonly detail: string
  /** When the next check is due, while the outcome is being checked. Epoch milliseconds, by the main process's clock. */
  readonly nextCheckAt?: number | undefined
  /** The first step is the recommended one. */
  readonly steps: readonly NextStep[]
}

/** `time` formats an instant (epoch milliseconds) for the user. */
interface Context {
  readonly provider: string
  readonly time: (at: number) => string
  /** The key's row says that the key is missing at its provider. */
  readonly isGone: boolean
}

const at = (instant: number | undefined, time: Context['time']) =>
  instant === undefined ? '' : ` ${time(instant)}`

const again = ({ kind }: OperationRow): NextStep =>
  kind === 'create' ? 'create-again' : kind === 'replace' ? 'replace-again' : 'regenerate-again'

function orphaned(
  operation: OperationRow,
  { handle, at: madeAt }: Extract<Assessment, { state: 'orphan' }>,
  { provider, time }: Context,
): AssessmentMessages {
  const called = handle === undefined ? '' : ` (${handle})`
  return {
    title: `${provider} created a key that nobody uses`,
    detail: `A key with this name${called} appeared${at(madeAt, time)}, but its secret was lost. Delete this key at ${provider}, then try again.`,
    steps: ['revoke-orphan', again(operation), 'close'],
  }
}

function renewed(
  { name }: OperationRow,
  assessment: Extract<Assessment, { state: 'renewed' }>,
  { provider, time, isGone }: Context,
): AssessmentMessages {
  const happened = `The stored secret probably no longer works and the new one was lost.`
  const title = `The key was regenerated${at(assessment.at, time)}`
  if (isGone && assessment.key === undefined)
    return {
      title,
      detail: `${happened} Keyhold can’t tell which key at ${provider} it is now: find the key in the list and regenerate it.`,
      steps: ['close'],
    }
  const detail = `${happened} Regenerate ${name} again to get a working secret.`
  return { title, detail, steps: ['regenerate-again', 'close'] }
}

function checked(operation: OperationRow, context: Context): AssessmentMessages {
  const { provider } = context
  const { assessment, name } = operation
  switch (assessment?.state) {
    case undefined:
      return {
        title: 'Not checked yet',
        detail: `The next sync checks ${provider} and updates this.`,
        steps: ['close'],
      }
    case 'checking':
      return {
        title: 'Still being checked',
        detail: `${provider} can take a minute to update. Keyhold is checking again; no action needed.`,
        nextCheckAt: assessment.nextCheckAt,
        steps: ['close'],
      }
    case 'renewed':
      return renewed(operation, assessment, context)
    case 'no-sign':
      return {
        title: 'No change found',
        detail: `Keyhold checked ${provider} twice and ${makesKey(operation.kind) ? 'found no new key' : 'nothing changed'}. It’s safe to try again.`,
        steps: [again(operation), 'close'],
      }
    case 'cannot-tell':
      return {
        title: `${provider} can’t confirm the result`,
        detail: `${provider} doesn’t report this. Test the stored secret; if it fails, regenerate ${name} again.`,
        steps: ['test-copy', again(operation), 'close'],
      }
    case 'orphan':
      return orphaned(operation, assessment, context)
  }
}

const unsaved = (operation: OperationRow): AssessmentMessages =>
  operation.sealUnread ? unread : notSaved(operation)

const unread: AssessmentMessages = {
  title: 'Keyhold can’t tell whether the secret is safe on this disk',
  detail:
    'The folder of recovery files can’t be read. Make it readable for you, then try again. Nothing in it was changed.',
  steps: ['resume', 'copy-sealed'],
}

const notSaved = ({ sealed }: OperationRow): AssessmentMessages => ({
  title: sealed
    ? 'The secret is safe on this disk, but not in your keychain yet'
    : 'The secret is not in your keychain yet',
  detail: sealed
    ? 'Nothing is lost. You can save the secret as soon as the keychain responds.'
    : 'Keyhold holds the secret only until it closes. Save or copy the secret before you quit.',
  steps: ['resume', 'copy-sealed'],
})

const onItsWay: AssessmentMessages = {
  title: 'In progress',
  detail: 'This operation hasn’t finished. If it seems stuck, continue it here.',
  steps: ['resume'],
}

/**
 * The messages of an open operation. Returns `undefined` for an overlap, which has its own panel, and for an ended operation, which is
 * removed from the page.
 */
export function assessmentMessages(
  operation: OperationRow,
  context: Context,
): AssessmentMessages | undefined {
  const { state } = operation
  if (state === 'requested' || state === 'received' || state === 'stored') return onItsWay
  if (state === 'unsaved') return unsaved(operation)
  return state === 'unknown' ? checked(operation, context) : undefined
}

const KINDS: Record<OperationKind, string> = {
  regenerate: 'Regenerate',
  create: 'Create',
  replace: 'Replace',
  paste: 'Update',
  add: 'Add',
}

export const operationMessages = {
  title: (kind: OperationKind, name: string) => `${KINDS[kind]} ${name}`,
  /** The time since the start is shown between these two texts. */
  startedBefore: 'Started',
  startedAfter: '. It stays here until you resolve it.',
  on: (moment: string) => `on ${moment}`,
  checksAgain: (when: string) => `Keyhold checks again ${when}.`,
  withinMinute: 'within a minute',
} as const

const STEPS: Record<Exclude<NextStep, 'resume'>, string> = {
  'copy-sealed': 'Copy secret',
  'regenerate-again': 'Regenerate again…',
  'create-again': 'Create again…',
  'replace-again': 'Replace again…',
  'revoke-orphan': 'Delete this key…',
  'test-copy': 'Copy stored secret',
  close: commonMessages.dismiss,
}

export function stepWords(step: NextStep, { state }: Pick<OperationRow, 'state'>): string {
  if (step !== 'resume') return STEPS[step]
  return state === 'unsaved' ? commonMessages.tryAgain : 'Continue'
}
