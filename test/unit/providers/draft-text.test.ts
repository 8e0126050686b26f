/** The name and validity of a draft from a key. */
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../../shared/expiry/expiry.ts'
import { fitText, numberedName, shiftedValidity } from '../../../electron/providers/draft-text.ts'
import { troubleOf } from '../../suites/provider/open.ts'

const NOW = Date.UTC(2026, 2, 1, 12)

it.each([
  ['ci', 20, 'ci'],
  ['  ci\u0000\n prod ', 20, 'ci  prod'],
  ['x'.repeat(21), 20, 'x'.repeat(20)],
  [`${'x'.repeat(19)}😀`, 20, 'x'.repeat(19)],
  [`${'x'.repeat(18)}👩‍💻`, 20, 'x'.repeat(18)],
  ['half \ud83d', 20, 'half'],
  ['', 20, 'key'],
  ['\u0007', 20, 'key'],
])('fits %j into a field of %i characters as %j', (text, longest, fitted) => {
  expect(fitText(text, longest, 'key')).toBe(fitted)
})

it.each([
  ['web', 'web 2'],
  ['web 2', 'web 3'],
  ['web 99', 'web 100'],
  ['a name of 20 letters', 'a name of 20 letter 2'.slice(0, 18).trim() + ' 2'],
  [`${'x'.repeat(17)} 99`, `${'x'.repeat(16)} 100`],
  ['web 2026', 'web 2026 2'],
  ['', 'pipeline 2'],
  ['7', '7 2'],
])('names one more beside %j %j', (name, next) => {
  const made = numberedName(name, 20, 'pipeline')
  expect(made).toBe(next)
  expect(made.length).toBeLessThanOrEqual(20)
  expect(made).not.toBe(name)
})

describe('a validity of the same length from now on', () => {
  const createdAt = NOW - 300 * DAY_MS

  it.each([
    ['never ends', { expires: {}, createdAt }, {}],
    [
      'counts from its creation',
      { expires: { at: NOW + 65 * DAY_MS }, createdAt },
      { validTo: NOW + 365 * DAY_MS },
    ],
    [
      'counts from its start',
      { expires: { at: NOW + 65 * DAY_MS }, validFrom: NOW - 25 * DAY_MS, createdAt },
      { validTo: NOW + 90 * DAY_MS },
    ],
    ['is long over', { expires: { at: NOW - 200 * DAY_MS }, createdAt }, { validTo: NOW + 100 * DAY_MS }],
    [
      'has not begun',
      { expires: { at: NOW + 9 * DAY_MS }, validFrom: NOW + DAY_MS, createdAt },
      { validFrom: NOW + DAY_MS, validTo: NOW + 9 * DAY_MS },
    ],
    [
      'was renewed three hours before its end',
      { expires: { at: NOW + 3 * HOUR_MS }, createdAt: NOW - 1 },
      { validTo: NOW + 90 * DAY_MS },
    ],
    ['has an end and no beginning', { expires: { at: NOW } }, { validTo: NOW + 90 * DAY_MS }],
    [
      'ended before its last renewal',
      { expires: { at: createdAt - 1 }, createdAt },
      { validTo: NOW + 90 * DAY_MS },
    ],
    ['has not begun and never ends', { expires: {}, validFrom: NOW + 1, createdAt }, { validFrom: NOW + 1 }],
  ])('where the old one %s', (_, key, validity) => {
    expect(shiftedValidity(key, NOW)).toEqual(validity)
  })

  it.each([['an end that could not be read', { createdAt }]])('is not made up for %s', async (_, key) => {
    const trouble = await troubleOf(async () => shiftedValidity(key, NOW))
    expect(trouble).toMatchObject({
      why: 'not-understood',
      words: expect.stringMatching(/^The lifetime/) as string,
    })
  })
})
