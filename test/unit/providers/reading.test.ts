/** The small parsers: times, waits, texts, addresses. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readBase } from '../../../electron/providers/addresses.ts'
import { notUnderstood } from '../../../electron/providers/failure.ts'
import { readRows } from '../../../electron/providers/json.ts'
import { pages } from '../../../electron/providers/pages.ts'
import { readRateLimitReset, readRetryAfter } from '../../../electron/providers/retry-after.ts'
import { holdsSecret, scrub, secretParts } from '../../../electron/providers/scrub.ts'
import { clockSkew, readInstant, writeInstant } from '../../../electron/providers/times.ts'
import { collect, troubleOf } from '../../suites/provider/open.ts'

const NOON = Date.UTC(2026, 2, 1, 12)

describe('times', () => {
  it.each([
    ['2026-03-01T12:00:00Z', NOON],
    ['2026-03-01T12:00:00', NOON],
    ['2026-03-01 12:00:00 UTC', NOON],
    ['2026-03-01T12:00Z', NOON],
    ['2026-03-01T13:00:00+01:00', NOON],
    ['2026-03-01T06:30:00-0530', NOON],
    ['2026-03-01T12:00:00.123456789Z', NOON + 123],
    ['2026-03-01T12:00:00.5Z', NOON + 500],
    ['2026-03-01', NOON - 43_200_000],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2016-12-31T23:59:60Z', Date.UTC(2016, 11, 31, 23, 59, 59)],
    [NOON, NOON],
    [NOON / 1000, NOON],
  ])('reads %j', (value, at) => expect(readInstant(value)).toBe(at))

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-03-01T24:00:00Z',
    '2026-03-01T12:60:00Z',
    'tomorrow',
    '',
    '03/01/2026',
    NaN,
    Infinity,
    -1,
    1e17,
    null,
    undefined,
    {},
    true,
  ])('does not guess at %j', (value) => expect(readInstant(value)).toBeUndefined())

  it.each([
    [253_402_300_799, '9999-12-31T23:59:59.000Z'], // how some providers write "never"
    [253_402_300_799_999, '9999-12-31T23:59:59.999Z'],
    [100_000_000_000, '5138-11-16T09:46:40.000Z'],
    [1_796_005_091_750, '2026-11-30T02:18:11.750Z'],
  ])('reads the number %i as %s', (value, text) =>
    expect(new Date(readInstant(value)!).toISOString()).toBe(text),
  )

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (at) => {
        expect(readInstant(writeInstant(at))).toBe(at)
      }),
    )
  })

  it('reports a wrong clock only beyond two minutes', () => {
    expect(clockSkew(NOON, NOON - 120_000)).toBeUndefined()
    expect(clockSkew(NOON, NOON - 120_001)).toBe(120_001)
    expect(clockSkew(NOON, NOON + 120_001)).toBe(-120_001)
    expect(clockSkew(NOON, undefined)).toBeUndefined()
  })
})

describe('when to try again', () => {
  it.each([
    ['0', undefined, 0],
    ['120', undefined, 120_000],
    [' 7 ', undefined, 7_000],
    ['Sun, 01 Mar 2026 12:01:00 GMT', undefined, 60_000],
    ['Sun, 01 Mar 2026 12:01:00 GMT', NOON + 30_000, 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', undefined, 0],
  ])('reads %j', (header, date, waitMs) => expect(readRetryAfter(header, NOON, date)).toBe(NOON + waitMs))

  it.each([undefined, '', 'soon', '-5', '1.5', '99999999999', 'Sun, 01 Mar 2126 12:00:00 GMT'])(
    'does not guess at %j',
    (header) => expect(readRetryAfter(header, NOON, undefined)).toBeUndefined(),
  )
})

describe('the time at which a rate limit is reset', () => {
  it.each([
    ['30', undefined, 30_000],
    [String(NOON / 1000 + 90), undefined, 90_000],
    // The provider's clock is an hour behind.
    [String(NOON / 1000 - 3_600 + 90), NOON - 3_600_000, 90_000],
    [String(NOON / 1000 - 90), undefined, 0],
  ])('is read from %j', (header, date, waitMs) =>
    expect(readRateLimitReset(header, NOON, date)).toBe(NOON + waitMs),
  )

  it.each([undefined, '', 'soon', '-5', '1.5', '99999999', '99999999999'])('is not guessed at %j', (header) =>
    expect(readRateLimitReset(header, NOON, undefined)).toBeUndefined(),
  )
})

describe('the provider’s words', () => {
  it.each([
    'Unknown permission measurements.create_measurement',
    'PipelineNameAlreadyExistsException: the name grafana-prod-3 is taken',
    'properties.name is longer than 20 characters',
    'See https://atlas.ripe.net/docs/apis/rest-api-manual/ for details.',
  ])('stay as they are: %s', (words) => expect(scrub(words)).toBe(words))

  it.each([
    'momSrlgAAEmaYEvBsMr^HsYn',
    'momSrlgAAEmaYEvBsMrHsYn',
    '1a2b3c4d-0001-4002-8003-abcdefabcdef',
    'ABCDEF0123456789ABCDEF0123456789',
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjE4MDA0MTkyNzJ9.f6beebfc3a8920d0',
  ])('lose what looks like a secret: %s', (secret) => {
    for (const words of [`Key ${secret} is unknown`, `"${secret}"`, `key=${secret}&x=1`, `(${secret})`])
      for (const part of secret.split('.')) expect(scrub(words)).not.toContain(part)
  })

  it('lose every part of the credential, in whatever case, and stay short and on one line', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[!-~]{12,80}$/), fc.string(), (before, secret, after) => {
        const parts = secretParts(secret)
        const words = scrub(`${before}${secret.toUpperCase()}\n${after}`, parts)
        expect(holdsSecret(words, parts)).toBe(false)
        expect(words.length).toBeLessThanOrEqual(300)
        expect(words).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
    )
  })
})

describe('a base address', () => {
  it.each([
    ['https://api.example.net', 'https://api.example.net/'],
    ['https://API.example.net/v2', 'https://api.example.net/v2/'],
    ['http://127.0.0.1:8080/x/', 'http://127.0.0.1:8080/x/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
  ])('may be %s', (text, href) => expect(readBase(text, 'baseUrl').href).toBe(href))

  it.each([
    ['http://api.example.net', 'not-https'],
    ['http://127.0.0.1.evil.example', 'not-https'],
    ['http://localhost.evil.example', 'not-https'],
    ['ftp://api.example.net', 'not-https'],
    ['file:///etc/passwd', 'malformed'],
    ['javascript:alert(1)', 'malformed'],
    ['api.example.net', 'malformed'],
    ['https://me:pw@api.example.net', 'malformed'],
    ['https://api.example.net/?key=1', 'malformed'],
    ['https://api.example.net/#x', 'malformed'],
    ['', 'malformed'],
  ])('may not be %s', async (text, why) => {
    expect(await troubleOf(async () => readBase(text, 'baseUrl'))).toEqual({
      kind: 'invalid',
      field: 'baseUrl',
      why,
    })
  })
})

it('gives up on a list without an end', async () => {
  let page = 0
  const endless = pages(async () => ({ page: (page += 1), next: String(page) }))
  expect(await troubleOf(async () => collect(endless))).toMatchObject({ why: 'not-understood' })
  expect(page).toBeLessThan(3_000)
})

it('gives up on an address that comes twice', async () => {
  let asked = 0
  const circle = pages(async () => ({ page: (asked += 1), next: 'again' }))
  expect(await troubleOf(async () => collect(circle))).toMatchObject({ why: 'not-understood' })
  expect(asked).toBe(2)
})

it.each([undefined, null, '', '  '])('takes %j for the end of a list', async (next) => {
  expect(await collect(pages(async () => ({ page: 1, next })))).toEqual([1])
})

describe('the rows of a list', () => {
  const schema = z.object({ id: z.string() })
  const turns: number[] = []
  const read = (rows: readonly unknown[], reading: (row: { id: string }) => string = ({ id }) => id) =>
    readRows(rows, { turn: async (left) => void turns.push(left), schema, status: 200, read: reading })

  it('are read in their order, in turns', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => ({ id: String(index), more: true }))
    expect(await read(rows)).toEqual(rows.map(({ id }) => id))
    expect(turns).toEqual([1_500, 500])
  })

  it('are given up at the first that does not fit, however many follow', async () => {
    let looks = 0
    const odd = new Proxy({}, { get: () => void (looks += 1) })
    const rows = [{ id: 'good' }, ...Array.from({ length: 60_000 }, () => odd)]
    expect(await troubleOf(async () => read(rows))).toMatchObject({ why: 'not-understood' })
    expect(looks).toBeLessThan(10)
    let calls = 0
    const refused = read(rows.fill({ id: 'good' }), () => {
      calls += 1
      throw notUnderstood(200)
    })
    expect(await troubleOf(async () => refused)).toMatchObject({ why: 'not-understood' })
    expect(calls).toBe(1)
  })
})
