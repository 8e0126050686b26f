/** The buttons below an outcome other than success: copy, save or try again. The recommended one is last and has the focus. */
import type { Outcome, StoredOutcome } from '../../../shared/model/operation.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { useTask } from '../../parts/use-task.ts'
import { toastError } from '../../vault/toasts.ts'
import { showCopied } from '../../vault/vault-commands.ts'
import { outcomeMessages } from './outcome-messages.ts'

interface Props {
  readonly outcome: Exclude<Outcome, StoredOutcome>
  readonly name: string
  /** Closes the outcome and does not change the operation. */
  readonly onLeave: () => void
  /** Returns to the form, if trying again makes sense. */
  readonly onAgain: () => void
  readonly onOutcome: (outcome: Outcome) => void
}

export function OutcomeButtons(props: Props) {
  const { outcome, name, onLeave, onAgain, onOutcome } = props
  switch (outcome.outcome) {
    case 'unsaved':
      return <UnsavedButtons {...{ outcome, name, onLeave, onOutcome }} />
    case 'unknown':
      return (
        <Button autoFocus onPress={onLeave}>
          {commonMessages.close}
        </Button>
      )
    case 'rejected':
      return (
        <>
          <Button onPress={onLeave}>{commonMessages.close}</Button>
          <Button looks="primary" autoFocus onPress={onAgain}>
            {commonMessages.tryAgain}
          </Button>
        </>
      )
  }
}

function UnsavedButtons({ outcome, name, onLeave, onOutcome }: Omit<Props, 'onAgain'>) {
  const task = useTask()
  const { operation } = outcome
  return (
    <>
      <Button looks="quiet" onPress={onLeave}>
        {outcomeMessages.later}
      </Button>
      <Button
        icon="copy"
        onPress={() =>
          void call('operation:copy', { operation }).then((result) => {
            if (result.ok) showCopied(name, result.value.clearsAt)
            else toastError(result.error)
          })
        }
      >
        {outcomeMessages.copyNow}
      </Button>
      <Button
        looks="primary"
        icon="safe"
        autoFocus
        isPending={task.isRunning}
        onPress={() =>
          void task.run(async () => {
            const result = await call('operation:resume', { operation })
            if (!result.ok) toastError(result.error)
            return result
          }, onOutcome)
        }
      >
        {commonMessages.tryAgain}
      </Button>
    </>
  )
}
