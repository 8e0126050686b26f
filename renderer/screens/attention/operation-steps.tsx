/** The next steps of an open operation as buttons. The first step is the recommended one. */
import type { OperationRow, Outcome } from '../../../shared/model/operation.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { holdDismissal, offerUndoOfDismissal } from '../../vault/dismissals.ts'
import { Button } from '../../parts/button.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { copyKey, showCopied } from '../../vault/vault-commands.ts'
import { againDialog } from './again-dialog.ts'
import { stepWords, type NextStep } from './assessment-messages.ts'

interface Props {
  readonly operation: OperationRow
  readonly steps: readonly NextStep[]
  /** Called with the outcome once a resumed operation has ended. */
  readonly onOutcome: (outcome: Outcome) => void
  readonly size?: 'small' | 'normal'
}

const ICONS: Record<NextStep, IconName> = {
  resume: 'safe',
  'copy-sealed': 'copy',
  'regenerate-again': 'regenerate',
  'create-again': 'add',
  'replace-again': 'replace',
  'revoke-orphan': 'trash',
  'test-copy': 'copy',
  close: 'close',
}

export function OperationSteps({ operation, steps, onOutcome, size = 'normal' }: Props) {
  const task = useTask()
  const { id, key, name, assessment } = operation

  const commands: Record<NextStep, () => void> = {
    resume: () => void task.run(() => call('operation:resume', { operation: id }), onOutcome),
    'copy-sealed': () =>
      void task.run(
        () => call('operation:copy', { operation: id }),
        ({ clearsAt }) => showCopied(name, clearsAt),
      ),
    'regenerate-again': () => openDialog({ kind: 'regenerate', key }),
    'create-again': () => openDialog(againDialog(operation)),
    'replace-again': () => openDialog(againDialog(operation)),
    'revoke-orphan': () => {
      if (assessment?.state === 'orphan') openDialog({ kind: 'revoke', key: assessment.key })
    },
    'test-copy': () => {
      const row = useVault.getState().keyIndex.get(key)
      if (row !== undefined) void copyKey(row)
    },
    close: () =>
      void task.run(
        () => holdDismissal(operation),
        () => {
          closeDialog()
          offerUndoOfDismissal([operation])
        },
      ),
  }

  return (
    <>
      {task.error !== undefined && <ErrorNotice error={task.error} />}
      <div className="row steps">
        {steps.map((step, index) => (
          <Button
            key={step}
            size={size}
            looks={step === 'close' ? 'quiet' : index === 0 ? 'primary' : 'plain'}
            icon={ICONS[step]}
            isPending={step === 'resume' && task.isRunning}
            isDisabled={step !== 'resume' && task.isRunning}
            aria-label={`${stepWords(step, operation)} (${name})`}
            onPress={commands[step]}
          >
            {stepWords(step, operation)}
          </Button>
        ))}
      </div>
    </>
  )
}
