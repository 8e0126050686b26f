/** Puts the reminders of one key off until a date that the user picks. */
import { fromAbsolute, getLocalTimeZone, toCalendarDate } from '@internationalized/date'
import { useState } from 'react'
import type { KeyId } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/acts.ts'
import { fieldWords } from '../../messages/errors.ts'
import { ActButtons } from '../../parts/act-buttons.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { instantOfDate } from '../../parts/date-text.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { SentForm } from '../../parts/sent-form.tsx'
import { useTask } from '../../parts/use-task.ts'
import { askSnooze } from '../../vault/snooze.ts'
import { useKey, useVault } from '../../vault/store.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'

/** What the dialog begins with: the day in two weeks, from its first minute on. */
function usual(now: number): number {
  const zone = getLocalTimeZone()
  const day = toCalendarDate(fromAbsolute(now, zone)).add({ weeks: 2 })
  return instantOfDate({ day, time: undefined }, zone, 'start')
}

export function SnoozeDialog({ id }: { readonly id: KeyId }) {
  const row = useKey(id)
  const now = useVault((state) => state.now)
  const [until, setUntil] = useState<number | undefined>(() => usual(now))
  const task = useTask()
  if (row === undefined) return <MissingDialog what="key" />
  const { error } = task
  const problem = error?.kind === 'invalid' && error.field === 'until' ? fieldWords(error.why) : undefined
  const send = () => {
    if (until === undefined || Number.isNaN(until)) return
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
          isDisabled={until === undefined || Number.isNaN(until)}
          onAct={send}
          onCancel={closeDialog}
        />
      }
    >
      <SentForm onSend={send}>
        <p className="soft">Hides this key’s reminders until then. The key itself doesn’t change.</p>
        <DateField
          label="Until"
          edge="start"
          past="refused"
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
