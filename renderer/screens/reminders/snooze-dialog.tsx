/** Snoozes the reminders of one key or of several until a date that the user picks. */
import { fromAbsolute, getLocalTimeZone, toCalendarDate } from '@internationalized/date'
import { useState } from 'react'
import type { KeyId } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { fieldWords } from '../../messages/errors.ts'
import { DateField } from '../../parts/date-field.tsx'
import { instantOfDate } from '../../parts/date-text.ts'
import { SentForm } from '../../parts/sent-form.tsx'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { useTask } from '../../parts/use-task.ts'
import { askSnooze } from '../../vault/snooze.ts'
import { useKeys, useVault } from '../../vault/store.ts'
import { keysText } from '../../messages/counts.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { snoozeMessages } from './reminders-messages.ts'

/** The default date: two weeks from today, at the start of that day in local time. */
function usual(now: number): number {
  const zone = getLocalTimeZone()
  const day = toCalendarDate(fromAbsolute(now, zone)).add({ weeks: 2 })
  return instantOfDate({ day, time: undefined }, zone, 'start')
}

export function SnoozeDialog({ ids }: { readonly ids: readonly KeyId[] }) {
  const rows = useKeys(ids)
  const now = useVault((state) => state.now)
  const [until, setUntil] = useState<number | undefined>(() => usual(now))
  const task = useTask()
  const [first, ...others] = rows
  if (first === undefined) return <MissingDialog what="key" />
  const what = others.length === 0 ? first.name : keysText(rows.length)
  const { error } = task
  const problem =
    error?.kind === 'invalid' && error.field === 'until' ? fieldWords(error.why, 'until') : undefined
  const send = () => {
    if (until === undefined || Number.isNaN(until)) return
    const keys = rows.map(({ id }) => id)
    void task.run(() => askSnooze(keys, until, what), closeDialog)
  }
  return (
    <TaskDialog
      title={snoozeMessages.title(what)}
      size="small"
      task={task}
      error={problem === undefined ? error : undefined}
      words={snoozeMessages.confirm}
      icon="snooze"
      isDisabled={until === undefined || Number.isNaN(until)}
      onSubmit={send}
      onClose={closeDialog}
    >
      <SentForm onSend={send}>
        <Meaning isOne={others.length === 0} />
        <DateField
          label={snoozeMessages.until}
          edge="start"
          past="refused"
          help={snoozeMessages.untilHelp}
          error={problem}
          isRequired
          value={until}
          onChange={(at) => {
            task.forget()
            setUntil(at)
          }}
        />
      </SentForm>
    </TaskDialog>
  )
}

function Meaning({ isOne }: { readonly isOne: boolean }) {
  return <p className="soft">{isOne ? snoozeMessages.effectOnOne : snoozeMessages.effectOnMany}</p>
}
