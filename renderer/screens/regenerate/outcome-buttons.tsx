/** The buttons below an outcome: copy, save or try again. The recommended one is last and has the focus. */
import type { Outcome } from '../../../shared/model/operation.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { toastError } from '../../vault/toasts.ts'
import { copyKey, sayCopied } from '../../vault/vault-commands.ts'
import { outcomeMessages } from './outcome-messages.ts'

interface Props {
  readonly outcome: Outcome
  readonly name: string
  /** The label of the copy button, where "Copy <name>" would not say which of two keys. */
  readonly copyWords?: string
  /** Runs on "Done" after a stored outcome. Closes the dialog by default. */
  readonly onDone?: () => void
  /** Returns to the form, where trying again makes sense. */
  readonly onAgain: () => void
  readonly onOutcome: (outcome: Outcome) => void
}

export function OutcomeButtons(props: Props) {
  const {
    outcome,
    name,
    copyWords = outcomeMessages.copy(name),
    onDone = closeDialog,
    onAgain,
    onOutcome,
  } = props
  switch (outcome.outcome) {
    case 'stored':
      return (
        <>
          <Button onPress={onDone}>{commonMessages.done}</Button>
          <Button
            looks="primary"
            icon="copy"
            autoFocus
            onPress={() => {
              const row = useVault.getState().keyIndex.get(outcome.key)
              if (row !== undefined) void copyKey(row)
            }}
          >
            {copyWords}
          </Button>
        </>
      )
    case 'unsaved':
      return <UnsavedButtons outcome={outcome} name={name} onOutcome={onOutcome} />
    case 'unknown':
      return (
        <Button autoFocus onPress={closeDialog}>
          {commonMessages.close}
        </Button>
      )
    case 'rejected':
      return (
        <>
          <Button onPress={closeDialog}>{commonMessages.close}</Button>
          <Button looks="primary" autoFocus onPress={onAgain}>
            {commonMessages.tryAgain}
          </Button>
        </>
      )
  }
}

function UnsavedButtons({ outcome, name, onOutcome }: Omit<Props, 'onAgain'>) {
  const task = useTask()
  const { operation } = outcome
  return (
    <>
      <Button looks="quiet" onPress={closeDialog}>
        {outcomeMessages.later}
      </Button>
      <Button
        icon="copy"
        onPress={() =>
          void call('operation:copy', { operation }).then((result) => {
            if (result.ok) sayCopied(name, result.value.clearsAt)
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
