/** Searches the recovery file of an unknown outcome, tests the secret in it, and saves the secret on the user's command. */
import { useState } from 'react'
import type { OperationRow, Outcome, SealedFinding } from '../../../shared/model/operation.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { sealedWords } from './sealed-messages.ts'

interface Props {
  readonly operation: OperationRow
  /** The provider’s name. */
  readonly provider: string
  readonly onOutcome: (outcome: Outcome) => void
  readonly size?: 'small' | 'normal' | undefined
}

/** Renders nothing if no sealed response is stored or if the outcome is known. */
export function SealedAnswer(props: Props) {
  const { id, state, sealed, holdsSecret = false } = props.operation
  return state === 'unknown' && (sealed || holdsSecret) ? <Search key={id} {...props} /> : null
}

function Search({ operation, provider, onOutcome, size = 'normal' }: Props) {
  const task = useTask()
  const [finding, setFinding] = useState<SealedFinding>()
  const { id, name, holdsSecret = false } = operation
  const words = sealedWords(finding, { name, provider, holdsSecret })
  const { step, button } = words

  const commands = {
    search: () => void task.run(() => call('operation:find', { operation: id }), setFinding),
    save: () => void task.run(() => call('operation:save-found', { operation: id }), onOutcome),
  }

  return (
    <>
      {task.error !== undefined && <ErrorNotice error={task.error} provider={provider} />}
      <Notice
        tone={step === 'save' ? 'good' : 'note'}
        title={words.title}
        {...(step !== undefined && {
          actions: (
            <Button
              size={size}
              looks={step === 'save' || holdsSecret ? 'primary' : 'plain'}
              icon="safe"
              isPending={task.isRunning}
              aria-label={`${button ?? ''} (${name})`}
              onPress={commands[step]}
            >
              {button}
            </Button>
          ),
        })}
      >
        {words.detail}
      </Notice>
    </>
  )
}
