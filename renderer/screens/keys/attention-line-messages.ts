/** What the line above all keys says: one short part for each thing that waits for the user, the most urgent first. Pure. */
import type { ExpiryCounts } from '../../../shared/expiry/expiry-counts.ts'
import type { Reminder, ReminderReason } from '../../../shared/expiry/reminders.ts'
import { isOldNews, urgentReminders } from '../../../shared/expiry/urgency.ts'
import type { Instant } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { isOverlap, isUnsettled, waitsForUser } from '../../../shared/model/overlap.ts'
import type { Queue } from '../../../shared/model/queue.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { KeychainHealth, Notice } from '../../../shared/contract/snapshot.ts'
import type { LinePart, VaultState } from '../../vault/vault-state.ts'
import { noticeWords } from '../attention/notice-messages.ts'
import { queueWaits } from '../many/queue-messages.ts'

export const REVIEW = 'Review'
export const DISMISS = 'Hide until something new comes up'

type Rows = Parameters<typeof urgentReminders>[0]

/** An overdue overlap is a part of its own; what has been over for long is in the list. A line that never goes is not read. */
export function lineReminders(rows: Rows, settings: Settings, now: Instant): readonly Reminder[] {
  return urgentReminders(rows, settings, now).filter(
    ({ event }) => event.reason !== 'overlap' && !isOldNews(event, now),
  )
}

type Waiting = Pick<VaultState, 'operations' | 'notices' | 'keychain' | 'now'> &
  Partial<Pick<VaultState, 'queue'>>

/** `reminders`: what presses. `all`: the numbers of the whole vault, by the rule of the sidebar, the list and the timeline. */
export function lineParts(
  { operations, notices, keychain, queue, now }: Waiting,
  reminders: readonly Reminder[],
  all: ExpiryCounts,
): readonly LinePart[] {
  const waiting = [...operations.values()].filter((operation) => waitsForUser(operation, now))
  const isWaiting = queue !== undefined && queueWaits(queue)
  return [
    counted('unsaved', waiting.filter(isUnsaved).length, 'not saved'),
    counted('unconfirmed', waiting.filter(isUnconfirmed).length, 'unconfirmed'),
    counted('retire', waiting.filter((one) => isOverlap(one) && !isUnsettled(one)).length, 'to retire'),
    isWaiting ? queuePart(queue) : undefined,
    noticePart(notices),
    only(SHUT[keychain.state]),
    ...reminderParts(reminders, all),
  ].filter((part) => part !== undefined)
}

/** What the line shows. What was dismissed comes back with the first part that is new or has grown. */
export const lineIsNews = (parts: readonly LinePart[], dismissed: readonly LinePart[]): boolean =>
  parts.some(({ id, count }) => !dismissed.some((known) => known.id === id && known.count >= count))

/** How far it is, the status bar says. */
function queuePart({ state, items }: Queue): LinePart | undefined {
  if (state === 'paused') return only('Replacing keys paused')
  const failed = items.filter((item) => item.state === 'failed').length
  return counted('replacements', failed, failed === 1 ? 'replacement failed' : 'replacements failed')
}

const isUnsaved = ({ state }: OperationRow) => state === 'unsaved'
const isUnconfirmed = (operation: OperationRow) => operation.state === 'unknown' || isUnsettled(operation)

const counted = (id: string, count: number, words: string): LinePart | undefined =>
  count === 0 ? undefined : { id, count, words: `${count.toLocaleString()} ${words}` }

const only = (words: string | undefined): LinePart | undefined =>
  words === undefined ? undefined : { id: words, count: 1, words }

/** How the keychain can be shut so that the user can open it again. */
const SHUT: Partial<Record<KeychainHealth['state'], string>> = {
  locked: 'Keychain locked',
  'no-keyring': 'No keyring',
  restarted: 'Keychain restarted. Restart Keyhold',
  replaced: 'Keychain replaced. Restart Keyhold',
}

function noticePart(notices: readonly Notice[]): LinePart | undefined {
  const [first, ...more] = notices
  if (first === undefined) return undefined
  return more.length === 0 ? only(noticeWords(first).title) : counted('notices', notices.length, 'notices')
}

/** Nothing of expiry while no date presses: what is merely within the lead time is in the sidebar. */
function reminderParts(reminders: readonly Reminder[], { expired, expiring }: ExpiryCounts) {
  const countOf = (reason: ReminderReason) => reminders.filter(({ event }) => event.reason === reason).length
  const presses = countOf('expiry') > 0
  const credentials = countOf('credential')
  return [
    counted('expired', presses ? expired : 0, 'expired'),
    counted('expiring', presses ? expiring : 0, 'expiring'),
    counted('rotation', countOf('rotation'), 'to rotate'),
    counted('credential', credentials, credentials === 1 ? 'credential expires' : 'credentials expire'),
  ]
}
