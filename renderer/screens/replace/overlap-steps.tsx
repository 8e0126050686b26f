/** The next steps of an overlap as buttons, the recommended one first. */
import type { OverlapOperation } from '../../../shared/model/overlap.ts'
import { overlapCommand, overlapSteps } from '../../commands/commands-of-overlap.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useKey, useVault } from '../../vault/store.ts'
import type { PrimaryAction } from './replacement-steps.ts'

interface Props {
  readonly operation: OverlapOperation
  readonly provider: string | undefined
  /** The step whose button is the primary one of the panel. */
  readonly primary?: PrimaryAction | undefined
}

export function OverlapSteps({ operation, provider, primary }: Props) {
  const task = useTask()
  const now = useVault((state) => state.now)
  const old = useKey(operation.overlap.old)
  const commands = overlapSteps(operation, old, provider, now).map((step) =>
    overlapCommand(step, operation, (start, then) => void task.run(start, then)),
  )
  return (
    <>
      {task.error !== undefined && <ErrorNotice error={task.error} provider={provider} now={now} />}
      <div className="row steps">
        {commands.map(({ id, words, icon, run }, index) => (
          <Button
            key={id}
            size="small"
            looks={id === primary ? 'primary' : index === 0 ? 'plain' : 'quiet'}
            icon={icon}
            isDisabled={task.isRunning}
            aria-label={`${words} (${operation.name})`}
            onPress={run}
          >
            {words}
          </Button>
        ))}
      </div>
    </>
  )
}
