/** The end of a dialog that runs one call: a way out, and the act itself. While it runs there is neither way out nor a second press. */
import { Button } from './button.tsx'
import type { IconName } from './icons.ts'
import type { Task } from './use-task.ts'

interface Props {
  readonly task: Pick<Task, 'isRunning'>
  /** What the act is called. */
  readonly words: string
  readonly icon?: IconName
  readonly looks?: 'primary' | 'danger'
  readonly isDisabled?: boolean
  readonly onAct: () => void
  readonly onCancel: () => void
}

export function ActButtons({
  task,
  words,
  icon,
  looks = 'primary',
  isDisabled = false,
  onAct,
  onCancel,
}: Props) {
  return (
    <>
      <Button onPress={onCancel} isDisabled={task.isRunning}>
        Cancel
      </Button>
      <Button
        looks={looks}
        {...(icon && { icon })}
        isDisabled={isDisabled}
        isPending={task.isRunning}
        onPress={onAct}
      >
        {words}
      </Button>
    </>
  )
}
