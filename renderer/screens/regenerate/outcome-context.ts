/** Gathers what the messages of an outcome depend on. */
import { errorOf } from '../../messages/errors.ts'
import type { CallOutcome } from '../../../shared/contract/errors.ts'
import type { KeyRow, OperationId } from '../../../shared/model/model.ts'
import type { Assessment, OperationKind, Outcome } from '../../../shared/model/operation.ts'
import type { VaultState } from '../../vault/vault-state.ts'
import { outcomeMessages, type OutcomeContext } from './outcome-messages.ts'

export interface OutcomeFacts {
  readonly kind: OperationKind
  readonly name: string
  /** The provider's name; missing for keys entered by hand. */
  readonly provider: string | undefined
  readonly oldSecretDies: 'at-once' | 'none'
  /** For a pasted value: the old value stays active during an overlap. */
  readonly oldLivesOn?: boolean
  /** The expiry date that a regeneration leaves as it is, if the user can move it. */
  readonly keptExpiry?: number | undefined
  /** The row before the operation; missing for a new key. */
  readonly before: KeyRow | undefined
}

type Known = Pick<VaultState, 'keychain' | 'operations' | 'accounts'>

export function outcomeContext(
  operation: OperationId,
  facts: OutcomeFacts,
  { keychain: { backend }, operations, accounts }: Known,
): OutcomeContext {
  const { before } = facts
  const row = operations.get(operation)
  const owner = before?.credentialOf === undefined ? undefined : accounts.get(before.credentialOf)
  return {
    ...facts,
    hadSecret: before !== undefined && before.secret !== 'missing',
    backend: backend === '' ? outcomeMessages.yourKeychain : backend,
    credentialOf: owner?.name,
    sealed: row?.sealed ?? false,
    isSettled: isSettled(row?.assessment),
  }
}

/** `cannot-tell` does not settle the outcome, because it means that no check can. */
const isSettled = (assessment: Assessment | undefined): boolean =>
  assessment !== undefined && assessment.state !== 'checking' && assessment.state !== 'cannot-tell'

/** What is known about the request, if a provider was asked. */
export function sentOf(outcome: Outcome): CallOutcome | undefined {
  const error = outcome.outcome === 'stored' ? undefined : errorOf(outcome.error)
  return error?.kind === 'provider' ? error.outcome : undefined
}
