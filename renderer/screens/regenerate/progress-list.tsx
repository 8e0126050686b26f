/** Shows the progress of a running operation, step by step. */
import type { OperationKind } from '../../../shared/model/operation.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { useVault } from '../../vault/store.ts'
import { progressLines, type ProgressLine } from './flow.ts'
import { progressListMessages } from './regenerate-messages.ts'

interface Props {
  readonly kind: OperationKind
  /** Missing for a new key, whose id only main knows. */
  readonly keyId?: KeyId | undefined
  readonly provider: string
}

const SIGNS: Record<ProgressLine['state'], IconName> = { done: 'active', now: 'working', todo: 'unsaved' }

/** The last reported step. Only main knows the id of a new key, so the operation of a new key is found by kind. */
function useStep(kind: OperationKind, keyId: KeyId | undefined) {
  return useVault(({ operationProgress }) => {
    if (keyId !== undefined) return operationProgress.get(keyId)?.step
    return [...operationProgress.values()].findLast((progress) => progress.kind === kind)?.step
  })
}

export function ProgressList({ kind, keyId, provider }: Props) {
  const step = useStep(kind, keyId)
  return (
    <div className="operation-progress" role="status" aria-label={commonMessages.progress}>
      <ol>
        {progressLines(kind, step, provider).map(({ label, state }) => (
          <li key={label} className={state} aria-current={state === 'now' ? 'step' : undefined}>
            <Icon
              of={SIGNS[state]}
              className={state === 'now' ? 'turning' : state === 'done' ? 'good' : ''}
            />
            <span>{label}</span>
            <span className="unseen">{progressListMessages[state]}</span>
          </li>
        ))}
      </ol>
      {step === 'waiting' && <p className="soft small">{progressListMessages.waiting}</p>}
    </div>
  )
}
