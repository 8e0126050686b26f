/** Puts the reminders of one key off until a date that the user picks. */
import { useState } from 'react'
import { DAY_MS, MINUTE_MS } from '../../../shared/expiry/expiry.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/acts.ts'
import { fieldWords } from '../../messages/errors.ts'
import { ActButtons } from '../../parts/act-buttons.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { InstantField } from '../../parts/instant-field.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { askSnooze } from '../../vault/snooze.ts'
import { useKey, useVault } from '../../vault/store.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'

/** What the dialog begins with: two weeks from now, to the minute. */
const usual = (now: number) => Math.ceil((now + 14 * DAY_MS) / MINUTE_MS) * MINUTE_MS

export function SnoozeDialog({ id }: { readonly id: KeyId }) {
  const row = useKey(id)
  const now = useVault((state) => state.now)
  const [until, setUntil] = useState<number | undefined>(() => usual(now))
  const task = useTask()
  if (row === undefined) return <MissingDialog what="key" />
  const { error } = task
  const problem = error?.kind === 'invalid' && error.field === 'until' ? fieldWords(error.why) : undefined
  const send = () => {
    if (until === undefined) return
    void task.run(() => askSnooze([id], until, row.name), closeDialog)
  }
  return (
    <Dialog
      title={`Snooze ${row.name}`}
      size="small"
      onClose={closeDialog}
      mayClose={!task.isRunning}
      footer={
        <ActButtons
          task={task}
          words="Snooze"
          icon="snooze"
          isDisabled={until === undefined}
          onAct={send}
          onCancel={closeDialog}
        />
      }
    >
      <SentForm onSend={send}>
        <p className="soft">Hides this key’s reminders until then. The key itself doesn’t change.</p>
        <InstantField
          label="Date and time"
          help="At most a year from now."
          error={problem}
          isRequired
          value={until}
          onChange={(at) => {
            task.forget()
            setUntil(at)
          }}
        />
      </SentForm>
      {error !== undefined && problem === undefined && <ErrorNotice error={error} />}
    </Dialog>
  )
}
