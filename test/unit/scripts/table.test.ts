import { describe, expect, it } from 'vitest'
import { cut, table } from '../../../scripts/table.ts'

describe('a table in a terminal', () => {
  it('aligns every column to its widest cell', () => {
    const shown = table(
      [{ title: 'Key' }, { title: 'Left', align: 'right' }],
      [
        ['grafana', '6'],
        ['ci', '1,200'],
      ],
    )
    expect(shown.split('\n')).toEqual([
      '| Key     |  Left |',
      '| ------- | ----: |',
      '| grafana |     6 |',
      '| ci      | 1,200 |',
    ])
  })

  it('counts wide characters twice and marks not at all', () => {
    const [, , wide, marked, plain] = table(
      [{ title: 'A' }, { title: 'B' }],
      [
        ['東京', 'x'],
        ['abce\u0301', 'x'],
        ['abcd', 'x'],
      ],
    ).split('\n')
    expect(wide).toBe('| 東京 | x |')
    expect(marked).toBe('| abce\u0301 | x |')
    expect(plain).toBe('| abcd | x |')
  })

  it('cuts what is too long, between characters, and says so', () => {
    expect(cut('abcdef', 4)).toBe('abc…')
    expect(cut('東京都', 4)).toBe('東…')
    expect(cut('abcd', 4)).toBe('abcd')
  })

  it('keeps a right-to-left name from turning its neighbours around', () => {
    const [, , row] = table([{ title: 'Key' }, { title: 'State' }], [['مفتاح 7', 'active']]).split('\n')
    expect(row).toBe('| \u2068مفتاح 7\u2069 | active |')
  })

  it('lets no control character into the terminal', () => {
    const [, , row] = table([{ title: 'Key' }], [['a\u001b[31mb\nc']]).split('\n')
    expect(row).toBe('| a [31mb c |')
  })

  it('has a head even without rows', () => {
    expect(table([{ title: 'Key' }], [])).toBe('| Key |\n| --- |')
  })
})
