import { describe, expect, it } from 'vitest'
import { ageWords, outlook } from '../../../renderer/screens/detail/reminder-messages.ts'
import { lineParts, lineReminders } from '../../../renderer/screens/keys/attention-line-messages.ts'
import { leadChoices } from '../../../renderer/screens/reminders/lead-days.ts'
import { isUnheard, notificationTrouble } from '../../../renderer/screens/reminders/notification-messages.ts'
import { leadWords, rotationWords } from '../../../renderer/screens/reminders/reminders-messages.ts'
import { countViews } from '../../../renderer/list/views.ts'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { accountRow, DAY_MS, keyId, keyRow, NOW } from './sample-rows.ts'

const endsIn = (days: number, own: Partial<KeyRow> = {}) =>
  keyRow({ expires: { source: 'provider', at: NOW + days * DAY_MS }, ...own })

describe('what is to come of a key', () => {
  const next = (row: KeyRow, settings = defaultSettings) => outlook(row, settings, NOW)

  it('is the next lead time, or the end itself', () => {
    expect(next(endsIn(10))).toEqual({
      kind: 'to-come',
      at: NOW + 3 * DAY_MS,
      words: '7 days before it expires',
    })
    expect(next(endsIn(2))).toMatchObject({ at: NOW + DAY_MS, words: '1 day before it expires' })
    expect(next(endsIn(0.5))).toMatchObject({ at: NOW + 0.5 * DAY_MS, words: 'when it expires' })
  })

  it('is the rule about its secret where that comes first', () => {
    const row = endsIn(10, { createdAt: NOW - 89 * DAY_MS, rotateEveryDays: 90 })
    expect(next(row)).toMatchObject({ at: NOW + DAY_MS, words: 'when it is due for rotation' })
  })

  it('is what was put off, at the end of the snooze, unless nothing has come by then', () => {
    const snoozedUntil = NOW + 2 * DAY_MS
    expect(next(endsIn(6, { snoozedUntil }))).toMatchObject({
      at: snoozedUntil,
      words: 'when the snooze ends',
    })
    expect(next(endsIn(40, { snoozedUntil }))).toMatchObject({ words: '30 days before it expires' })
  })

  it('is nothing, and then it says why', () => {
    const why = (row: KeyRow, settings = defaultSettings) => {
      const none = next(row, settings)
      expect(none.kind).toBe('none')
      return none.words
    }
    expect(why(endsIn(10), { ...defaultSettings, reminders: false })).toMatch(/off in the settings/)
    expect(why(endsIn(10, { goneSince: NOW }))).toMatch(/deleted at the provider/)
    expect(why(endsIn(10, { switch: 'disabled' }))).toMatch(/Paused while/)
    expect(why(endsIn(-1))).toMatch(/have passed/)
    expect(why(endsIn(10, { reminderDays: [] }))).toMatch(/no lead time/)
    expect(why(keyRow({ expires: { source: 'unknown' } }))).toMatch(/no expiry date set/)
    expect(why(keyRow({ expires: { source: 'typed' } }))).toMatch(/never expires/)
  })

  it('says so where a rule waits for an age that nobody knows', () => {
    expect(ageWords(keyRow({ createdAt: undefined }), 90)).toMatch(/unknown/)
    expect(ageWords(keyRow({ createdAt: undefined }), 0)).toBeUndefined()
    expect(ageWords(keyRow(), 90)).toBeUndefined()
  })
})

describe('lead times', () => {
  it.each([
    [[30, 14, 7, 3, 1, 0], '30, 14, 7, 3 and 1 days before, and when it expires'],
    [[1, 0], '1 day before, and when it expires'],
    [[14], '14 days before'],
    [[0], 'when it expires'],
    [[], 'never'],
  ])('%j are said as “%s”', (days, words) => {
    expect(leadWords(days)).toBe(words)
  })

  it('that were set elsewhere stay a choice, in their place', () => {
    expect(leadChoices([60, 2]).map(({ value }) => value)).toEqual([
      '60',
      '30',
      '14',
      '7',
      '3',
      '2',
      '1',
      '0',
    ])
  })
})

it('a rule about age is said in days', () => {
  expect([rotationWords(0), rotationWords(1), rotationWords(90)]).toEqual([
    'no rule',
    'every day',
    'every 90 days',
  ])
})

describe('the line above all keys', () => {
  const due = (rows: readonly KeyRow[], accounts: readonly AccountRow[] = []) =>
    lineReminders({ keys: rows, accounts }, defaultSettings, NOW)
  const said = (rows: readonly KeyRow[], accounts: readonly AccountRow[] = []) =>
    lineParts(
      { operations: new Map(), notices: [], keychain: { state: 'ready', backend: '' }, now: NOW },
      due(rows, accounts),
      countViews(rows, {
        now: NOW,
        leadMs: defaultSettings.leadDays * DAY_MS,
        policy: defaultSettings,
        isOpen: () => false,
      }),
    ).map(({ words }) => words)

  it('counts what has expired and what expires, once any of it presses', () => {
    expect(said([endsIn(3)])).toEqual(['1 expiring'])
    const more = [endsIn(3), endsIn(-1, { id: keyId('b') }), endsIn(25, { id: keyId('c') })]
    expect(said(more)).toEqual(['1 expired', '2 expiring'])
    expect(said([endsIn(25)])).toEqual([])
  })

  it('counts what is over for long or put off too, as the list and the timeline do', () => {
    const old = endsIn(-20, { id: keyId('old') })
    const snoozed = endsIn(-1, { id: keyId('snoozed'), snoozedUntil: NOW + DAY_MS })
    expect(said([endsIn(-1), old, snoozed])).toEqual(['3 expired'])
  })

  it('names an account whose credential is about to expire', () => {
    expect(said([], [accountRow({ credentialExpiresAt: NOW + DAY_MS })])).toEqual(['1 credential expires'])
  })

  it('is silent about what is far, put off, or over for long', () => {
    expect(
      due([endsIn(8), endsIn(-8, { id: keyId('b') }), endsIn(1, { id: keyId('c'), snoozedUntil: NOW + 1 })]),
    ).toEqual([])
  })
})

describe('notifications that do not arrive', () => {
  it('are sent only if the user wants them', () => {
    const unheard = (state: 'ready' | 'shown' | 'failed' | 'unsupported', own = {}) =>
      isUnheard({ ...defaultSettings, ...own }, { state })
    expect(unheard('unsupported')).toBe(true)
    expect(unheard('failed')).toBe(true)
    expect(unheard('ready')).toBe(false)
    expect(unheard('shown')).toBe(false)
    expect(unheard('failed', { systemNotifications: false })).toBe(false)
    expect(unheard('failed', { reminders: false })).toBe(false)
  })

  it.each(['linux', 'mac', 'windows'] as const)('come with what to do on %s', (system) => {
    for (const state of ['unsupported', 'failed'] as const)
      expect(notificationTrouble({ state }, system)?.detail).toMatch(/\.$/)
    expect(notificationTrouble({ state: 'failed' }, system)?.detail).toContain('test notification')
    expect(notificationTrouble({ state: 'shown' }, system)).toBeUndefined()
  })
})
