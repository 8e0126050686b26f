/** The form of a key's reminders: its own lead times and rotation interval, or those of the settings. */
import { useState } from 'react'
import type { KeyRow } from '../../../shared/model/model.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { PanelForm } from '../../parts/panel-form.tsx'
import { Segments } from '../../parts/segments.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { LeadDaysField } from '../reminders/lead-days-field.tsx'
import { RotationField } from '../reminders/rotation-field.tsx'
import { leadWords, rotationWords } from '../reminders/reminders-messages.ts'
import { reminderEditMessages } from './detail-messages.ts'

const WHOSE = [
  ['settings', reminderEditMessages.asInSettings],
  ['own', reminderEditMessages.own],
] as const

const RULES = [
  ['default', reminderEditMessages.asInSettings],
  ['own', reminderEditMessages.own],
  ['off', reminderEditMessages.never],
] as const

interface Props {
  readonly row: KeyRow
  readonly onDone: () => void
}

export function ReminderEdit({ row, onDone }: Props) {
  const settings = useVault((state) => state.settings)
  const [days, setDays] = useState(row.reminderDays)
  const [everyDays, setEveryDays] = useState<number | 'default'>(row.rotateEveryDays ?? 'default')
  const task = useTask()
  const save = () =>
    void task.run(
      () =>
        call('key:edit', {
          key: row.id,
          fields: { reminderDays: days ?? 'default', rotateEveryDays: everyDays },
        }),
      onDone,
    )
  return (
    <PanelForm onEnd={onDone}>
      <Segments
        label={reminderEditMessages.expiry}
        choices={WHOSE}
        value={days === undefined ? 'settings' : 'own'}
        onChange={(whose) => setDays(whose === 'own' ? settings.reminderDays : undefined)}
      />
      {days === undefined ? (
        <p className="faint small">{reminderEditMessages.now(leadWords(settings.reminderDays))}</p>
      ) : (
        <LeadDaysField
          label={reminderEditMessages.leadDays}
          help={reminderEditMessages.leadDaysHint}
          value={days}
          onChange={setDays}
        />
      )}
      <RotationField
        label={reminderEditMessages.rotation}
        choices={RULES}
        value={everyDays}
        onChange={setEveryDays}
      />
      {everyDays === 'default' && (
        <p className="faint small">{reminderEditMessages.now(rotationWords(settings.rotateEveryDays))}</p>
      )}
      {task.error !== undefined && <ErrorNotice error={task.error} />}
      <div className="row">
        <Button size="small" looks="primary" isPending={task.isRunning} onPress={save}>
          {reminderEditMessages.save}
        </Button>
        <Button size="small" onPress={onDone}>
          {commonMessages.cancel}
        </Button>
      </div>
    </PanelForm>
  )
}
