import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import { marksFor } from '../../../renderer/screens/timeline/account-marks.ts'
import {
  laterQuery,
  NEVER_QUERY,
  OVERDUE_QUERY,
  timelineOf,
  UNKNOWN_QUERY,
  weekQuery,
} from '../../../renderer/screens/timeline/timeline.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { parseQuery } from '../../../shared/search/query.ts'
import { compileQuery, entryOf } from '../../../shared/search/query-match.ts'
import { DAY_MS, keyId, keyRow, NOW } from './sample-rows.ts'

const at = (expiry: number, own: Partial<KeyRow> = {}) =>
  keyRow({ expires: { source: 'provider', at: expiry }, ...own })
const names = { accountName: () => undefined, providerName: () => undefined }
const found = (rows: readonly KeyRow[], text: string) => {
  const { query, problems } = parseQuery(text)
  expect(problems).toEqual([])
  const test = compileQuery(query, { now: NOW, leadMs: 0, policy: defaultSettings, isOpen: () => false })
  return rows.filter((row) => test(entryOf(row, names)))
}

const rows = fc.array(
  fc
    .record({
      number: fc.nat(),
      expiry: fc.oneof(
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: 0, max: 400 * 24 }),
        fc.constantFrom('never' as const, 'unknown' as const),
      ),
      isGone: fc.boolean(),
      isOff: fc.boolean(),
    })
    .map(({ number, expiry, isGone, isOff }) =>
      keyRow({
        id: keyId(`k${number}`),
        expires:
          expiry === 'unknown'
            ? { source: 'unknown' }
            : expiry === 'never'
              ? { source: 'typed' }
              : { source: 'provider', at: NOW + expiry * 3_600_000 },
        switch: isOff ? 'disabled' : 'enabled',
        ...(isGone && { goneSince: NOW }),
      }),
    ),
  { maxLength: 30 },
)

describe('the timeline', () => {
  it('counts every key once, but those that are gone, or expired while switched off', () => {
    fc.assert(
      fc.property(rows, (keys) => {
        const { weeks, overdue, later, never, unknown } = timelineOf(keys, NOW)
        const told = weeks.flatMap((week) => week.keys).length + overdue.length + later + never + unknown
        const left = keys.filter(({ goneSince, switch: on, expires }) => {
          const expired = expires.source !== 'unknown' && expires.at !== undefined && expires.at <= NOW
          return goneSince === undefined && !(expired && on === 'disabled')
        })
        expect(told).toBe(left.length)
      }),
    )
  })

  it('leads to exactly the keys that each column and each rest stands for', () => {
    fc.assert(
      fc.property(rows, (keys) => {
        const timeline = timelineOf(keys, NOW)
        for (const week of timeline.weeks.filter(({ keys: some }) => some.length > 0))
          expect(new Set(found(keys, weekQuery(week, timeline)))).toEqual(new Set(week.keys))
        expect(new Set(found(keys, OVERDUE_QUERY))).toEqual(new Set(timeline.overdue))
        expect(found(keys, laterQuery(timeline))).toHaveLength(timeline.later)
        expect(found(keys, NEVER_QUERY)).toHaveLength(timeline.never)
        expect(found(keys, UNKNOWN_QUERY)).toHaveLength(timeline.unknown)
      }),
      { numRuns: 1_000 },
    )
  })

  it('begins with today in UTC, a column a week, and puts the border into the later one', () => {
    const today = Date.UTC(2026, 2, 12)
    const { weeks, from } = timelineOf([at(today + 7 * DAY_MS - 1), at(today + 7 * DAY_MS)], NOW)
    expect(from).toBe(today)
    expect(weeks.slice(0, 2).map(({ keys }) => keys.length)).toEqual([1, 1])
  })

  it('has twelve months or thirteen, each at its first day', () => {
    const { months, from, to } = timelineOf([], NOW)
    expect(months).toHaveLength(12)
    expect(months[0]).toEqual({
      at: Date.UTC(2026, 3, 1),
      place: (Date.UTC(2026, 3, 1) - from) / (to - from),
    })
  })

  it('orders each column and what is overdue by expiry', () => {
    const { overdue } = timelineOf([at(NOW - 1), at(NOW - 5)], NOW)
    expect(overdue.map(({ expires }) => 'at' in expires && expires.at)).toEqual([NOW - 5, NOW - 1])
  })
})

it('six accounts differ in colour and in shape, thirty-six in one of both', () => {
  const marks = [
    ...marksFor(Array.from({ length: 36 }, (_, index) => ({ id: `a${index}`, name: '' }))).values(),
  ]
  const first = marks.slice(0, 6)
  expect([
    new Set(first.map(({ colour }) => colour)).size,
    new Set(first.map(({ shape }) => shape)).size,
  ]).toEqual([6, 6])
  expect(new Set(marks.map(({ colour, shape }) => `${colour}${shape}`)).size).toBe(36)
})
