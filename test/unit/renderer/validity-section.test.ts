import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ValiditySection } from '../../../renderer/screens/detail/validity-section.tsx'
import { DAY_MS, keyRow, NOW } from './sample-rows.ts'

const drawn = (expires: Parameters<typeof keyRow>[0]) =>
  renderToStaticMarkup(createElement(ValiditySection, { row: keyRow(expires) }))
const count = (text: string, word: string) => text.split(word).length - 1

it('says once when a key expires, beside the bar or without one', () => {
  const at = NOW + 90 * DAY_MS
  const day = new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
  for (const createdAt of [NOW, undefined]) {
    const text = drawn({ expires: { source: 'provider', at }, createdAt }).replaceAll(/<[^>]*>/g, ' ')
    expect(count(text, day)).toBe(1)
    expect(count(text, 'Expire')).toBe(1)
  }
  expect(drawn({ expires: { source: 'unknown' } })).toContain('Expires: no date')
})
