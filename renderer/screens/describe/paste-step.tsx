/** The description of a provider as a pasted document. */
import type { DescriptionFault } from '../../../shared/model/provider-description.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import type { Task } from '../../parts/use-task.ts'
import type { Typed } from './describe-flow.ts'
import { describeMessages } from './describe-messages.ts'
import { Faults } from './faults.tsx'

interface Props {
  readonly title: string
  readonly typed: Typed
  readonly task: Task
  /** Closing the dialog would lose text. */
  readonly holdsTyped: boolean
  readonly faults: readonly DescriptionFault[]
  readonly onChange: (changed: Partial<Typed>) => void
  readonly onForm: () => void
  readonly onCheck: () => void
}

export function PasteStep({ title, typed, task, holdsTyped, faults, onChange, onForm, onCheck }: Props) {
  return (
    <Dialog
      title={title}
      size="large"
      onClose={closeDialog}
      holdsTyped={holdsTyped}
      footer={
        <>
          <Button onPress={closeDialog}>{commonMessages.cancel}</Button>
          <Button looks="quiet" icon="edit" onPress={onForm}>
            {describeMessages.toForm}
          </Button>
          <Button
            looks="primary"
            isPending={task.isRunning}
            isDisabled={typed.pasted.trim() === ''}
            onPress={onCheck}
          >
            {describeMessages.next}
          </Button>
        </>
      }
    >
      <p className="soft">{describeMessages.pasteLead}</p>
      <Field
        label={describeMessages.pasteLabel}
        value={typed.pasted}
        onChange={(pasted) => onChange({ pasted })}
        mono
        rows={12}
        isRequired
        autoFocus
        autoComplete="off"
        spellCheck="false"
      />
      <Faults faults={faults} />
      {task.error !== undefined && (
        <InView>
          <ErrorNotice error={task.error} />
        </InView>
      )}
    </Dialog>
  )
}
