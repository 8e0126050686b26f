/** The footer buttons of a dialog that runs one call: Cancel and the command itself. While the call runs, neither can be pressed. */
import { commonMessages } from '../messages/common-messages.ts'
import { Button } from './button.tsx'
import type { IconName } from './icons.ts'
import type { Task } from './use-task.ts'

interface Props {
  readonly task: Pick<Task, 'isRunning'>
  /** The label of the command. */
  readonly words: string
  readonly icon?: IconName
  readonly looks?: 'primary' | 'danger'
  readonly isDisabled?: boolean
  /** Whether the command takes the focus when the dialog opens. */
  readonly autoFocus?: boolean
  readonly onSubmit: () => void
  readonly onCancel: () => void
}

export function SubmitButtons({
  task,
  words,
  icon,
  looks = 'primary',
  isDisabled = false,
  autoFocus = false,
  onSubmit,
  onCancel,
}: Props) {
  return (
    <>
      <Button onPress={onCancel} isDisabled={task.isRunning}>
        {commonMessages.cancel}
      </Button>
      <Button
        looks={looks}
        {...(icon && { icon })}
        isDisabled={isDisabled}
        autoFocus={autoFocus}
        isPending={task.isRunning}
        onPress={onSubmit}
      >
        {words}
      </Button>
    </>
  )
}
