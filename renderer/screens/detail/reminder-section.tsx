/** When the key's next reminder is due, the lead times and the rotation rule behind it, and the snooze. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { isSnoozed } from '../../../shared/expiry/reminders.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Moment, Relative } from '../../parts/time.tsx'
import { endSnooze } from '../../vault/snooze.ts'
import { useVault } from '../../vault/store.ts'
import { leadWords, rotationWords } from '../reminders/reminders-messages.ts'
import { SnoozeMenu } from '../reminders/snooze-menu.tsx'
import { ReminderEdit } from './reminder-edit.tsx'
import { ageWords, outlook } from './reminder-messages.ts'
import { FoldedSection } from './folded-section.tsx'
import { SetButton } from './set-button.tsx'
import { useEditing } from './use-editing.ts'
import { reminderSectionMessages } from './detail-messages.ts'

interface Props {
  readonly row: KeyRow
}

export function ReminderSection({ row }: Props) {
  const { isEditing, edit, end, isBack } = useEditing()
  const isSilent = useVault(({ now }) => isSnoozed(row, now))
  return (
    <FoldedSection
      section="reminders"
      title={reminderSectionMessages.title}
      hasNews={isSilent}
      aside={
        !isEditing && <SetButton label={reminderSectionMessages.edit} autoFocus={isBack} onPress={edit} />
      }
    >
      {isEditing ? (
        <ReminderEdit row={row} onDone={end} />
      ) : (
        <>
          <Next row={row} />
          <Rules row={row} />
          <Silence row={row} />
        </>
      )}
    </FoldedSection>
  )
}

function Next({ row }: Props) {
  const now = useVault((state) => state.now)
  const settings = useVault((state) => state.settings)
  const next = outlook(row, settings, now)
  if (next.kind === 'none') return <p>{next.words}</p>
  return (
    <p>
      {reminderSectionMessages.next} <Moment at={next.at} />{' '}
      <span className="soft">
        (<Relative at={next.at} />, {next.words})
      </span>
    </p>
  )
}

function Rules({ row }: Props) {
  const settings = useVault((state) => state.settings)
  const everyDays = row.rotateEveryDays ?? settings.rotateEveryDays
  const age = ageWords(row, everyDays)
  return (
    <>
      <dl className="facts">
        <div className="fact">
          <dt className="soft">{reminderSectionMessages.beforeExpiry}</dt>
          <dd>
            {leadWords(row.reminderDays ?? settings.reminderDays)}
            <Origin isOwn={row.reminderDays !== undefined} />
          </dd>
        </div>
        <div className="fact">
          <dt className="soft">{reminderSectionMessages.rotation}</dt>
          <dd>
            {rotationWords(everyDays)}
            <Origin isOwn={row.rotateEveryDays !== undefined} />
          </dd>
        </div>
      </dl>
      {age !== undefined && <p className="faint small">{age}</p>}
    </>
  )
}

const Origin = ({ isOwn }: { readonly isOwn: boolean }) => (
  <span className="faint"> {isOwn ? reminderSectionMessages.own : reminderSectionMessages.byDefault}</span>
)

function Silence({ row }: Props) {
  const now = useVault((state) => state.now)
  if (row.snoozedUntil === undefined || !isSnoozed(row, now))
    return (
      <div>
        <SnoozeMenu keys={[row.id]} what={row.name} />
      </div>
    )
  return (
    <p className="row">
      <Icon of="snooze" className="soft" />
      <span>
        {reminderSectionMessages.silentUntil} <Moment at={row.snoozedUntil} />
      </span>
      <Button size="small" onPress={() => void endSnooze([row.id])}>
        {reminderSectionMessages.again}
      </Button>
    </p>
  )
}
