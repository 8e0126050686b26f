/** The parts of the line above all keys: one short part for each reason that waits for the user, the most urgent first. Pure. */
import { KEY_STATES } from '../../../shared/expiry/state-messages.ts'
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

/**
 * The reminders for the line. Overdue overlaps have their own part. Dates that are long past are shown only in the list, because users ignore a line
 * that never disappears; a secret in public is always shown.
 */
export function lineReminders(rows: Rows, settings: Settings, now: Instant): readonly Reminder[] {
  return urgentReminders(rows, settings, now).filter(
    ({ event }) => event.reason === 'leak' || (event.reason !== 'overlap' && !isOldNews(event, now)),
  )
}

type Waiting = Pick<VaultState, 'operations' | 'notices' | 'keychain' | 'now'> &
  Partial<Pick<VaultState, 'queue'>>

/** `reminders`: the urgent ones. `all`: the counts of the whole vault, by the same rule as in the sidebar, the list and the timeline. */
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

/** Whether the line is shown. A dismissed line returns when a part is new or its count has grown. */
export const lineIsNews = (parts: readonly LinePart[], dismissed: readonly LinePart[]): boolean =>
  parts.some(({ id, count }) => !dismissed.some((known) => known.id === id && known.count >= count))

/** Leaves out the progress, which the status bar shows. */
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

/** States of a keychain that the user can unlock or repair. */
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

/** No expiry counts are shown unless an expiry is urgent. Keys that are only within their lead time are counted in the sidebar. */
function reminderParts(reminders: readonly Reminder[], { expired, expiring }: ExpiryCounts) {
  const countOf = (reason: ReminderReason) => reminders.filter(({ event }) => event.reason === reason).length
  const presses = countOf('expiry') > 0
  const credentials = countOf('credential')
  return [
    counted('leak', countOf('leak'), 'found in public'),
    counted('expired', presses ? expired : 0, KEY_STATES.expired),
    counted('expiring', presses ? expiring : 0, KEY_STATES.expiring),
    counted('rotation', countOf('rotation'), 'to rotate'),
    counted('credential', credentials, credentials === 1 ? 'credential expires' : 'credentials expire'),
  ]
}
