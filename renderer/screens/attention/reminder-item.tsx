/** One reminder among what waits for a decision: what it is about, and the next steps. */
import type { KeyId } from '../../../shared/model/model.ts'
import { eventWords } from '../../../shared/expiry/reminder-words.ts'
import type { ReminderEvent, ReminderReason } from '../../../shared/expiry/reminders.ts'
import { closeDialog, openDetail, openDialog } from '../../app/acts.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Moment } from '../../parts/time.tsx'
import { useKey, useProviderOf, useVault } from '../../vault/store.ts'
import { keyActs, type KeyAct } from '../detail/key-menu.ts'
import { SnoozeMenu } from '../reminders/snooze-menu.tsx'

const DETAIL: Record<ReminderReason, readonly [before: string, after: string]> = {
  expiry: ['Expires on', 'Expired on'],
  rotation: ['Rotation is due on', 'Rotation was due on'],
  overlap: ['Overlap ends on', 'Overlap ended on'],
  credential: ['Expires on', 'Expired on'],
}

/** What renews a key, the gentlest first. */
const RENEWING = [
  ['replace', 'Replace…', 'replace'],
  ['regenerate', 'Regenerate…', 'regenerate'],
  ['paste', 'Update secret…', 'paste'],
] as const satisfies readonly (readonly [KeyAct, string, string])[]

interface Props {
  readonly id: KeyId
  readonly event: ReminderEvent
}

export function ReminderItem({ id, event }: Props) {
  const now = useVault((state) => state.now)
  const row = useKey(id)
  const facts = useProviderOf(row)
  if (row === undefined) return null
  const acts = keyActs(row, facts)
  const renew = RENEWING.find(([act]) => acts.includes(act))
  const [before, after] = DETAIL[event.reason]
  return (
    <Notice
      tone="warn"
      title={`${row.name} ${eventWords(event, now)}`}
      actions={
        <>
          <Button
            size="small"
            icon="key"
            aria-label={`Open ${row.name}`}
            onPress={() => {
              openDetail(id)
              closeDialog()
            }}
          >
            Open
          </Button>
          {renew !== undefined && (
            <Button
              size="small"
              icon={renew[2]}
              aria-label={`${renew[1]} (${row.name})`}
              onPress={() => openDialog({ kind: renew[0], key: id })}
            >
              {renew[1]}
            </Button>
          )}
          <SnoozeMenu keys={[id]} what={row.name} />
        </>
      }
    >
      {event.at > now ? before : after} <Moment at={event.at} />.
    </Notice>
  )
}
