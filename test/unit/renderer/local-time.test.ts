import { describe, expect, it } from 'vitest'
import { instantOf, localTime } from '../../../renderer/parts/local-time.ts'

describe('a local date and time', () => {
  it('comes back as the same instant, to the second', () => {
    for (const at of [Date.UTC(2026, 2, 12, 9, 30), Date.UTC(2026, 9, 25, 12, 0, 7), 0])
      expect(instantOf(localTime(at))).toBe(at)
  })

  it('is nothing while it is half typed', () => {
    for (const text of ['', '2026-03-12', 'tomorrow', '2026-13-45T99:99'])
      expect(instantOf(text)).toBeUndefined()
  })

  it('shows nothing for an instant that no calendar field can hold', () => {
    expect(localTime(Number.MAX_SAFE_INTEGER)).toBe('')
  })
})
