import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/model/default-settings.ts'
import { marksFor, sharesOf, type Owner } from '../../../renderer/screens/timeline/account-marks.ts'
import {
  columnsOf,
  keysIn,
  laterQuery,
  LEAST_COLUMN_PX,
  monthsOf,
  NEVER_QUERY,
  OVERDUE_QUERY,
  spanQuery,
  timelineOf,
  UNKNOWN_QUERY,
  type Zoom,
} from '../../../renderer/screens/timeline/timeline.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { parseQuery } from '../../../shared/search/query.ts'
import { compileQuery, entryOf } from '../../../shared/search/query-match.ts'
import { accountId, DAY_MS, keyId, keyRow, NOW } from './sample-rows.ts'

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
      on: fc.constantFrom('enabled' as const, 'disabled' as const, 'frozen' as const),
    })
    .map(({ number, expiry, isGone, on }) =>
      keyRow({
        id: keyId(`k${number}`),
        expires:
          expiry === 'unknown'
            ? { source: 'unknown' }
            : expiry === 'never'
              ? { source: 'typed' }
              : { source: 'provider', at: NOW + expiry * 3_600_000 },
        switch: on,
        ...(isGone && { goneSince: NOW }),
      }),
    ),
  { maxLength: 30 },
)

const zooms = fc.constantFrom<Zoom>('30d', '90d', '12m')
/** The widths of the plot, from the smallest window to a wide one. */
const widths = fc.integer({ min: 500, max: 1_400 })

describe('the timeline', () => {
  it('counts every key once, but those that are gone, disabled or frozen', () => {
    fc.assert(
      fc.property(rows, zooms, (keys, zoom) => {
        const { upcoming, overdue, later, never, unknown } = timelineOf(keys, NOW, zoom)
        const counted = upcoming.length + overdue.length + later + never + unknown
        const left = keys.filter(({ goneSince, switch: on }) => goneSince === undefined && on === 'enabled')
        expect(counted).toBe(left.length)
      }),
    )
  })

  it('leads to exactly the keys of each column, each month and each rest', () => {
    fc.assert(
      fc.property(rows, zooms, widths, (keys, zoom, width) => {
        const timeline = timelineOf(keys, NOW, zoom)
        for (const span of [...columnsOf(timeline, width), ...monthsOf(timeline), timeline]) {
          const shown = new Set(keysIn(timeline, span))
          if (shown.size > 0) expect(new Set(found(keys, spanQuery(span, timeline)))).toEqual(shown)
        }
        expect(new Set(found(keys, OVERDUE_QUERY))).toEqual(new Set(timeline.overdue))
        expect(found(keys, laterQuery(timeline))).toHaveLength(timeline.later)
        expect(found(keys, NEVER_QUERY)).toHaveLength(timeline.never)
        expect(found(keys, UNKNOWN_QUERY)).toHaveLength(timeline.unknown)
      }),
      { numRuns: 500 },
    )
  })

  it('has columns that are wide enough to be hit, cover the period, and hold each key once', () => {
    fc.assert(
      fc.property(rows, zooms, widths, (keys, zoom, width) => {
        const timeline = timelineOf(keys, NOW, zoom)
        const columns = columnsOf(timeline, width)
        const pxPerMs = width / (timeline.to - timeline.from)
        for (const { from, to } of columns)
          expect((to - from) * pxPerMs).toBeGreaterThanOrEqual(LEAST_COLUMN_PX - 1e-6)
        expect([columns[0]?.from, columns.at(-1)?.to]).toEqual([timeline.from, timeline.to])
        for (const [index, column] of columns.entries())
          expect(columns[index + 1]?.from ?? column.to).toBe(column.to)
        expect(columns.flatMap((column) => column.keys)).toEqual(timeline.upcoming)
      }),
    )
  })

  it('begins with today in UTC, and puts the border between two days into the later one', () => {
    const today = Date.UTC(2026, 2, 12)
    const timeline = timelineOf([at(today + DAY_MS - 1), at(today + DAY_MS)], NOW, '30d')
    expect([timeline.from, timeline.to]).toEqual([today, today + 30 * DAY_MS])
    const days = columnsOf(timeline, 1_000).map(({ keys }) => keys.length)
    expect(days.slice(0, 2)).toEqual([1, 1])
  })

  it('has columns of months where two weeks are too narrow', () => {
    const timeline = timelineOf([at(NOW + DAY_MS), at(NOW + 40 * DAY_MS), at(NOW + 100 * DAY_MS)], NOW, '12m')
    const columns = columnsOf(timeline, 600)
    const months = monthsOf(timeline)
    expect(columns).toHaveLength(12)
    expect(columns.slice(0, 11)).toMatchObject(months.slice(0, 11))
    // The rest of the last month is too narrow.
    expect(columns[11]).toMatchObject({ from: months[11]!.from, to: months[12]!.to })
  })

  it('cuts the first and the last month to what it shows', () => {
    const timeline = timelineOf([], NOW, '90d')
    expect(monthsOf(timeline)).toEqual([
      { from: timeline.from, to: Date.UTC(2026, 3, 1) },
      { from: Date.UTC(2026, 3, 1), to: Date.UTC(2026, 4, 1) },
      { from: Date.UTC(2026, 4, 1), to: Date.UTC(2026, 5, 1) },
      { from: Date.UTC(2026, 5, 1), to: timeline.to },
    ])
    expect(monthsOf(timelineOf([], NOW, '12m'))).toHaveLength(13)
  })

  it('never lists what has expired among what comes next', () => {
    const { overdue, upcoming } = timelineOf([at(NOW - 1), at(NOW - 5), at(NOW), at(NOW + 1)], NOW, '30d')
    expect(overdue.map(({ expires }) => 'at' in expires && expires.at)).toEqual([NOW - 5, NOW - 1, NOW])
    expect(upcoming.map(({ expires }) => 'at' in expires && expires.at)).toEqual([NOW + 1])
  })

  it('takes 10,000 keys', () => {
    const keys = Array.from({ length: 10_000 }, (_, n) =>
      at(NOW + (n % 400) * DAY_MS, { id: keyId(`k${n}`) }),
    )
    const timeline = timelineOf(keys, NOW, '12m')
    const columns = columnsOf(timeline, 1_000)
    expect(columns.reduce((sum, column) => sum + column.keys.length, 0)).toBe(timeline.upcoming.length)
    expect(columns.length).toBeLessThanOrEqual(Math.floor(1_000 / LEAST_COLUMN_PX))
  })
})

describe('the marks of the accounts', () => {
  const owners = (count: number): readonly Owner[] =>
    Array.from({ length: count }, (_, index) => ({ id: `a${index}`, name: `Account ${index}`, count: index }))

  it('are six that differ in colour and in shape', () => {
    const { legend } = marksFor(owners(6), 'Other')
    expect([
      new Set(legend.map(({ colour }) => colour)).size,
      new Set(legend.map(({ shape }) => shape)).size,
      legend.length,
    ]).toEqual([6, 6, 6])
  })

  it('go to the accounts of most keys, in their own order; all others share one', () => {
    const marks = marksFor(owners(30), 'Other')
    expect(marks.legend.map(({ name }) => name)).toEqual([
      ...[24, 25, 26, 27, 28, 29].map((index) => `Account ${index}`),
      'Other',
    ])
    expect(marks.of(keyRow({ account: accountId('a3') })).name).toBe('Other')
    expect(marks.of(keyRow({ account: accountId('a29') })).name).toBe('Account 29')
  })

  it('are stacked in the order of the legend', () => {
    const marks = marksFor(owners(3), 'Other')
    const keys = ['a2', 'a1', 'a2'].map((account) => keyRow({ account: accountId(account) }))
    expect(sharesOf(keys, marks).map(({ mark, from, count }) => [mark.id, from, count])).toEqual([
      ['a1', 0, 1],
      ['a2', 1, 2],
    ])
  })
})
