/** The description of a provider as a form. */
import type { DescriptionFault } from '../../../shared/model/provider-description.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import type { Task } from '../../parts/use-task.ts'
import type { Typed } from './describe-flow.ts'
import { describeMessages } from './describe-messages.ts'
import type { Draft, Problems } from './draft.ts'
import { Faults } from './faults.tsx'
import {
  CreateSection,
  CredentialSection,
  DeleteSection,
  ListSection,
  ProviderSection,
} from './form-sections.tsx'

interface Props {
  readonly title: string
  readonly typed: Typed
  readonly task: Task
  /** Closing the dialog would lose text. */
  readonly holdsTyped: boolean
  readonly problems: Problems
  readonly others: readonly DescriptionFault[]
  readonly onChange: (changed: Partial<Typed>) => void
  readonly onProblems: (problems: Problems) => void
  readonly onPaste: () => void
  readonly onCheck: () => void
}

export function FormStep({ title, typed, task, holdsTyped, problems, others, ...on }: Props) {
  const change = (changed: Partial<Draft>) => {
    on.onChange({ draft: { ...typed.draft, ...changed } })
    const left = Object.entries(problems).filter(([field]) => !Object.hasOwn(changed, field))
    on.onProblems(Object.fromEntries(left))
  }
  const section = { draft: typed.draft, problems, onChange: change }
  return (
    <Dialog
      title={title}
      size="large"
      onClose={closeDialog}
      holdsTyped={holdsTyped}
      footer={
        <>
          <Button onPress={closeDialog}>{commonMessages.cancel}</Button>
          <Button looks="quiet" icon="paste" onPress={on.onPaste}>
            {describeMessages.paste}
          </Button>
          <Button looks="primary" isPending={task.isRunning} onPress={on.onCheck}>
            {describeMessages.next}
          </Button>
        </>
      }
    >
      <p className="soft">{describeMessages.lead}</p>
      <SentForm onSend={on.onCheck}>
        <ProviderSection {...section} />
        <CredentialSection {...section} />
        <ListSection {...section} sample={typed.sample} onSample={(sample) => on.onChange({ sample })} />
        <CreateSection {...section} />
        <DeleteSection {...section} />
      </SentForm>
      <Faults faults={others} />
      {task.error !== undefined && (
        <InView>
          <ErrorNotice error={task.error} />
        </InView>
      )}
    </Dialog>
  )
}
