import { afterEach, expect, it, vi } from 'vitest'
import { createFieldFocus } from '../../../../renderer/parts/field-focus.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('selects a field that has the focus at once, and focuses another one after the current task', () => {
  vi.useFakeTimers()
  const events: string[] = []
  const field = { focus: () => events.push('focus'), select: () => events.push('select') }
  const { place, focusLater } = createFieldFocus()
  place(field as unknown as HTMLInputElement)
  vi.stubGlobal('document', { activeElement: undefined })
  focusLater()
  expect(events).toEqual([])
  vi.runAllTimers()
  expect(events.splice(0)).toEqual(['focus', 'select'])
  vi.stubGlobal('document', { activeElement: field })
  focusLater()
  expect(events).toEqual(['focus', 'select'])
})
