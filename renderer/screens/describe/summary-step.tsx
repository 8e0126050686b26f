/** The whole description in sentences. The only step that can save it. */
import type { ProviderDescription } from '../../../shared/model/provider-description.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import type { Task } from '../../parts/use-task.ts'
import { describeMessages } from './describe-messages.ts'
import { passagesOf, type Passage } from './passages-messages.ts'

interface Props {
  readonly description: ProviderDescription
  readonly isChange: boolean
  readonly task: Task
  /** Closing the dialog would lose text. */
  readonly holdsTyped: boolean
  readonly onBack: () => void
  readonly onSave: () => void
}

export function SummaryStep({ description, isChange, task, holdsTyped, onBack, onSave }: Props) {
  return (
    <Dialog
      title={describeMessages.checkTitle(description.name)}
      size="large"
      onClose={closeDialog}
      holdsTyped={holdsTyped}
      mayClose={!task.isRunning}
      footer={
        <>
          <Button isDisabled={task.isRunning} onPress={onBack}>
            {commonMessages.back}
          </Button>
          <Button looks="primary" icon="check" isPending={task.isRunning} onPress={onSave}>
            {describeMessages.save}
          </Button>
        </>
      }
    >
      <p className="soft">{describeMessages.checkLead}</p>
      {/* Focusable, since the summary may be longer than the window and the arrow keys scroll the focused element. */}
      <div className="passages" role="group" aria-label={describeMessages.stepsLabel} tabIndex={0}>
        {passagesOf(description).map((passage) => (
          <PassageView key={passage.title} passage={passage} />
        ))}
      </div>
      {isChange && <p className="soft">{describeMessages.checkAgain}</p>}
      {task.error !== undefined && (
        <InView>
          <ErrorNotice error={task.error} />
        </InView>
      )}
    </Dialog>
  )
}

function PassageView({ passage: { title, call, body, lines } }: { readonly passage: Passage }) {
  return (
    <section className="passage">
      <h3 className="describe-head wrap">
        <bdi>{title}</bdi>
      </h3>
      {call !== undefined && (
        <p className="mono wrap selectable">
          {call} {body !== undefined && <span className="soft passage-with">{describeMessages.body}</span>}
        </p>
      )}
      {body !== undefined && <pre className="passage-body mono selectable">{body}</pre>}
      {lines.map((line) => (
        <p key={line} className="wrap selectable">
          {line}
        </p>
      ))}
    </section>
  )
}
