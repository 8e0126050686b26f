/** The next steps of an overlap as buttons, the recommended one first. */
import { openDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import type { OverlapOperation } from '../../../shared/model/overlap.ts'
import { useKey, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import type { PrimaryAction } from './replacement-steps.ts'
import { STEP_WORDS, stepDoneMessages, type OverlapStep } from './overlap-messages.ts'

interface Props {
  readonly operation: OverlapOperation
  readonly steps: readonly OverlapStep[]
  readonly provider: string | undefined
  /** The step whose button is the primary one of the panel. */
  readonly primary?: PrimaryAction | undefined
}

const ICONS: Record<OverlapStep, IconName> = {
  retire: 'retiring',
  'keep-longer': 'later',
  'roll-back': 'rollBack',
  revive: 'power',
  finish: 'check',
}

export function OverlapSteps({ operation, steps, provider, primary }: Props) {
  const task = useTask()
  const now = useVault((state) => state.now)
  const { id, overlap, name } = operation
  const isOldGone = useKey(overlap.old)?.goneSince !== undefined
  // Rolling back needs the old key.
  const offered = isOldGone ? steps.filter((step) => step !== 'roll-back') : steps
  const said = (words: string) => () => toast({ tone: 'good', text: words, about: overlap.oldName })
  const runStep: Record<OverlapStep, () => void> = {
    retire: () => openDialog({ kind: 'retire', operation: id }),
    'keep-longer': () => openDialog({ kind: 'keep-longer', operation: id }),
    'roll-back': () => openDialog({ kind: 'roll-back', operation: id }),
    revive: () =>
      void task.run(() => call('overlap:revive', { operation: id }), said(stepDoneMessages.revive)),
    finish: () =>
      void task.run(() => call('overlap:finish', { operation: id }), said(stepDoneMessages.finish)),
  }
  return (
    <>
      {task.error !== undefined && <ErrorNotice error={task.error} provider={provider} now={now} />}
      <div className="row steps">
        {offered.map((step, index) => (
          <Button
            key={step}
            size="small"
            looks={step === primary ? 'primary' : index === 0 ? 'plain' : 'quiet'}
            icon={ICONS[step]}
            isDisabled={task.isRunning}
            aria-label={`${STEP_WORDS[step](operation)} (${name})`}
            onPress={runStep[step]}
          >
            {STEP_WORDS[step](operation)}
          </Button>
        ))}
      </div>
    </>
  )
}
