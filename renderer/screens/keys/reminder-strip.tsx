/** One line above the list while reminders press: the one there is, or how many; to look at, or to put off. */
import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { expiryCountWords, type ExpiryCounts } from '../../../shared/expiry/expiry-counts.ts'
import type { Instant } from '../../../shared/model/model.ts'
import { byDate, isOldNews, urgentReminders } from '../../../shared/expiry/urgency.ts'
import { countedWords, eventWords, subjectWords } from '../../../shared/expiry/reminder-messages.ts'
import type { ReminderEvent, Reminder } from '../../../shared/expiry/reminders.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { openDetail, openDialog } from '../../app/acts.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useVault } from '../../vault/store.ts'
import { SnoozeMenu } from '../reminders/snooze-menu.tsx'

type Rows = Parameters<typeof urgentReminders>[0]

/** An overdue overlap has its own line; what has been over for long is in the list. A line that never goes is not read. */
export function stripReminders(rows: Rows, settings: Settings, now: Instant): readonly Reminder[] {
  return urgentReminders(rows, settings, now).filter(
    ({ event }) => event.reason !== 'overlap' && !isOldNews(event, now),
  )
}

/** All keys of the vault, by the rule of the sidebar, the list and the timeline. */
interface AllKeys extends ExpiryCounts {
  readonly leadDays: number
}

/** What presses is named where it is all there is; else the numbers are those of the whole vault, whatever of them is put off or old. */
export function reminderStripWords(reminders: readonly Reminder[], now: number, all: AllKeys): string {
  const [first, ...others] = reminders
  if (first === undefined) return ''
  const ofExpiry = expiryCountWords(all, all.leadDays)
  const isAlone = first.event.reason !== 'expiry' || all.expired + all.expiring <= 1
  if (others.length === 0 && isAlone) return `${subjectWords(first.event)} ${eventWords(first.event, now)}.`
  const rest = reminders.filter(({ event }) => event.reason !== 'expiry')
  const isAny = rest.length < reminders.length && ofExpiry.length > 0
  const counted = isAny ? [...ofExpiry, ...countedWords(rest, now)] : countedWords(reminders, now)
  return `${counted.join('. ')}.`
}

/** Keys are gone through anew when rows, settings or the clock have moved, not with every step of an account's sync. */
function useReminders(): readonly Reminder[] {
  const revision = useVault((state) => state.indexRevision)
  const keyIndex = useVault((state) => state.keyIndex)
  const accounts = useVault((state) => state.accounts)
  const settings = useVault((state) => state.settings)
  const now = useVault((state) => state.now)
  const ofKeys = useMemo(
    () => stripReminders({ keys: keyIndex.rows(), accounts: [] }, settings, now),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the index changes in place; its revision says so
    [keyIndex, revision, settings, now],
  )
  const ofAccounts = stripReminders({ keys: [], accounts: accounts.values() }, settings, now)
  return ofAccounts.length === 0 ? ofKeys : [...ofKeys, ...ofAccounts].toSorted(byDate)
}

export function ReminderStrip() {
  const reminders = useReminders()
  const now = useVault((state) => state.now)
  const all = useVault(
    useShallow(({ counts, settings }) => ({
      expired: counts.expired,
      expiring: counts.expiring,
      leadDays: settings.leadDays,
    })),
  )
  const [first, ...others] = reminders
  if (first === undefined) return null
  const words = reminderStripWords(reminders, now, all)
  const keys = [
    ...new Set(reminders.flatMap(({ event: { about } }) => (about.kind === 'key' ? [about.key] : []))),
  ]
  return (
    <section className="attention-strip" role="status">
      <Icon of="remind" className="warn" />
      <span className="cut" title={words}>
        {words}
      </span>
      {others.length === 0 ? (
        <OpenOne event={first.event} />
      ) : (
        <Button
          size="small"
          aria-label="Show the reminders"
          onPress={() => openDialog({ kind: 'attention' })}
        >
          Show
        </Button>
      )}
      <SnoozeMenu keys={keys} what={keys.length === 1 ? first.event.name : `${keys.length} keys`} />
    </section>
  )
}

function OpenOne({ event: { about, name } }: { readonly event: ReminderEvent }) {
  return (
    <Button
      size="small"
      aria-label={`Open ${name}`}
      onPress={() => {
        if (about.kind === 'key') openDetail(about.key)
        else openDialog({ kind: 'change-account', account: about.account })
      }}
    >
      Open
    </Button>
  )
}
