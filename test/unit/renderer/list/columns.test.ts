import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  columnMovedTo,
  columnTemplate,
  movedColumn,
  orderedColumns,
  shownColumns,
  withColumn,
} from '../../../../renderer/list/columns.ts'
import { LIST_COLUMNS, type ColumnSetting } from '../../../../shared/model/list-settings.ts'

const names = (...args: Parameters<typeof shownColumns>) => shownColumns(...args).map(({ column }) => column)
const saved = fc.uniqueArray(
  fc.record({
    column: fc.constantFrom(...LIST_COLUMNS),
    widthPx: fc.option(fc.integer({ min: 64, max: 480 }), { nil: undefined }),
    hidden: fc.constantFrom(true as const, undefined),
  }),
  { selector: ({ column }) => column },
)

describe('the columns of a list', () => {
  it('are all of them in a wide pane, and give way in a narrow one, the name never', () => {
    expect(names('all', undefined, undefined)).toEqual(LIST_COLUMNS)
    expect(names('all', undefined, 1_100)).toEqual(LIST_COLUMNS)
    expect(names('all', undefined, 680)).toEqual(['name', 'account', 'state', 'expires'])
    expect(names('all', undefined, 500)).toEqual(['name', 'state', 'expires'])
    expect(names('all', undefined, 1)).toContain('name')
  })

  it('share the room that is left in a narrow pane: a readable name, the whole state, then the whole name, and none gets more than it wants', () => {
    const widths = (widthPx: number) =>
      Object.fromEntries(shownColumns('all', undefined, widthPx).map((one) => [one.column, one.widthPx]))
    const wanted = widths(2_000)
    expect(widths(674)).toEqual({ name: 210, account: 96, state: wanted.state, expires: 96 })
    expect(widths(642)).toEqual({ name: 178, account: 96, state: wanted.state, expires: 96 })
    expect(widths(594)).toEqual({ name: 160, account: 96, state: 118, expires: 96 })
    for (const [column, widthPx] of Object.entries(widths(900)))
      expect(widthPx).toBeLessThanOrEqual(wanted[column]!)
  })

  it('leave room for a name beside the buttons under the mouse before they show the last use or the variable', () => {
    const nameAt = (widthPx: number) =>
      shownColumns('all', undefined, widthPx).find(({ column }) => column === 'name')?.widthPx
    expect(names('all', undefined, 816)).toEqual(['name', 'variable', 'account', 'state', 'expires'])
    for (let widthPx = 700; widthPx < 1_100; widthPx += 1)
      expect(nameAt(widthPx), String(widthPx)).toBeGreaterThanOrEqual(180)
  })

  it('do not repeat an account in its own view', () => {
    expect(names('account', undefined, 1_100)).not.toContain('account')
    expect(names('by-hand', undefined, 1_100)).not.toContain('account')
  })

  it('are as the user has set them, and hold every column once', () => {
    fc.assert(
      fc.property(saved, (columns) => {
        const ordered = orderedColumns(columns).map(({ column }) => column)
        expect(ordered.toSorted()).toEqual([...LIST_COLUMNS].sort())
        expect(ordered.filter((column) => columns.some((one) => one.column === column))).toEqual(
          columns.map(({ column }) => column),
        )
        const shown = names('all', columns, undefined)
        expect(shown).toContain('name')
        for (const { column, hidden } of columns)
          if (column !== 'name') expect(shown.includes(column)).toBe(!hidden)
      }),
    )
  })

  it('move by one place and stop at either end', () => {
    const order = (columns: readonly ColumnSetting[]) => columns.map(({ column }) => column)
    expect(order(movedColumn(undefined, LIST_COLUMNS, 'used', -1)).slice(-2)).toEqual(['used', 'expires'])
    expect(order(movedColumn(undefined, LIST_COLUMNS, 'used', 1))).toEqual(LIST_COLUMNS)
    expect(order(movedColumn(undefined, LIST_COLUMNS, 'name', -1))).toEqual(LIST_COLUMNS)
  })

  it('move past hidden ones, so that each move shows', () => {
    const hidden = withColumn(undefined, 'variable', { hidden: true })
    const shown = names('all', hidden, undefined)
    expect(names('all', movedColumn(hidden, shown, 'account', -1), undefined).slice(0, 2)).toEqual([
      'account',
      'name',
    ])
  })

  it('move to any place among the shown ones, and keep the rest in their order with their widths', () => {
    fc.assert(
      fc.property(saved, fc.nat(), fc.nat(), (columns, from, to) => {
        const shown = names('all', columns, undefined)
        const column = shown[from % shown.length]!
        const others = shown.filter((one) => one !== column)
        const place = to % shown.length
        const moved = columnMovedTo(columns, shown, column, place)
        expect(names('all', moved, undefined)).toEqual(others.toSpliced(place, 0, column))
        const rest = (all: readonly ColumnSetting[]) => all.filter((one) => one.column !== column)
        expect(rest(moved)).toEqual(rest(orderedColumns(columns)))
        expect(moved.find((one) => one.column === column)).toEqual(
          orderedColumns(columns).find((one) => one.column === column),
        )
      }),
    )
  })

  it('keep a width of their own', () => {
    const wide = withColumn(undefined, 'used', { widthPx: 200 })
    expect(columnTemplate(shownColumns('all', wide, undefined))).toMatch(/ 200px$/)
  })
})
