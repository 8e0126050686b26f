import { describe, expect, it } from 'vitest'
import { checkName, localFields } from '../../../../electron/core/keys/local-fields.ts'
import type { LocalFields } from '../../../../shared/model/local-fields.ts'
import { keyRecord } from '../../../fakes/records.ts'
import { failureOf } from '../vault-set-up.ts'

const refusal = (fields: LocalFields, record = keyRecord()) => failureOf(() => localFields(record, fields))
const invalid = (field: string, why: string) => ({ kind: 'invalid', field, why })

describe('a name', () => {
  it.each([
    ['is trimmed', '  build \n', 'build'],
    ['may be 200 characters long', 'n'.repeat(200), 'n'.repeat(200)],
    ['may hold an emoji with joiners', 'team 👩‍💻 key', 'team 👩‍💻 key'],
    ['may be written from right to left', 'مفتاح الإنتاج', 'مفتاح الإنتاج'],
    ['may hold the flag of England', 'key 🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'key 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['may be 200 characters of several parts each', '👩‍💻'.repeat(200), '👩‍💻'.repeat(200)],
    ['may hold direction marks', 'אבג\u200f prod', 'אבג\u200f prod'],
    ['may hold accents of two characters', 'Zu\u0308rich', 'Zu\u0308rich'],
    ['may look like code', "'; DROP TABLE keys; --", "'; DROP TABLE keys; --"],
  ])('%s', (_what, given, kept) => {
    expect(checkName(given)).toBe(kept)
  })

  it.each([
    ['empty', '', 'required'],
    ['white space', ' \t\n ', 'required'],
    ['nothing one can see', '\u200d\u200e', 'required'],
    ['201 characters', 'n'.repeat(201), 'too-long'],
    ['10,000 characters', 'n'.repeat(10_000), 'too-long'],
    ['two lines', 'a\nb', 'malformed'],
    ['a NUL', 'a\0b', 'malformed'],
    ['an escape', 'a\u001b[31mb', 'malformed'],
    ['a C1 control character', 'a\u0085b', 'malformed'],
    ['an override of direction', 'a\u202egnp.exe', 'malformed'],
    ['hidden tag characters', 'a\u{e0061}\u{e0062}', 'malformed'],
    ['hidden tag characters behind a flag that is none', '🏴\u{e0061}\u{e0062}\u{e007f}', 'malformed'],
    ['201 characters of several parts each', '👩‍💻'.repeat(201), 'too-long'],
    ['an isolate of direction', 'a\u2066b', 'malformed'],
    ['an invisible space', 'pay\u200bpal', 'malformed'],
    ['a line separator', 'a\u2028b', 'malformed'],
    ['a byte order mark inside', 'a\ufeffb', 'malformed'],
  ])('that is or holds %s is refused', async (_what, given, why) => {
    expect(await failureOf(() => checkName(given))).toEqual(invalid('name', why))
  })
})

describe('what the user writes', () => {
  it('leaves alone what it does not speak of', () => {
    expect(localFields(keyRecord(), {})).toEqual({})
    expect(localFields(keyRecord(), { notes: '' })).toEqual({ notes: '' })
  })

  it('keeps notes to the letter', () => {
    const notes = ' two\nlines\t\u202e '
    expect(localFields(keyRecord(), { notes }).notes).toBe(notes)
  })

  it('keeps lead times once each, the longest first, and none as none', () => {
    expect(localFields(keyRecord(), { reminderDays: [1, 30, 1] }).reminderDays).toEqual([30, 1])
    expect(localFields(keyRecord(), { reminderDays: [] }).reminderDays).toEqual([])
    expect(localFields(keyRecord(), { rotateEveryDays: 0 }).rotateEveryDays).toBe(0)
  })

  it('goes back to the settings where it says so', () => {
    const own = keyRecord({ reminderDays: [1], rotateEveryDays: 90 })
    const edited = localFields(own, { reminderDays: 'default', rotateEveryDays: 'default' })
    expect(edited).toEqual({ reminderDays: undefined, rotateEveryDays: undefined })
  })

  it('keeps each tag once, trimmed, and no empty one', () => {
    expect(localFields(keyRecord(), { tags: [' ci ', 'ci', '', '  ', 'prod'] }).tags).toEqual(['ci', 'prod'])
  })

  it('refuses a tag that no name could be', async () => {
    expect(await refusal({ tags: ['a\nb'] })).toEqual(invalid('tags', 'malformed'))
    expect(await refusal({ tags: ['eu, prod'] })).toEqual(invalid('tags', 'malformed'))
    expect(await refusal({ tags: ['x'.repeat(201)] })).toEqual(invalid('tags', 'too-long'))
  })

  it.each(['', 'TOKEN', '_x', 'a1', 'lower_CASE_9'])('takes %j as an environment variable', (environment) => {
    expect(localFields(keyRecord(), { environment }).environment).toBe(environment)
  })

  it.each(['1A', 'A-B', 'A B', 'A=B', 'Ä', 'A\0', '$A', 'A;rm', 'A\nB'])(
    'refuses %j as an environment variable',
    async (environment) => {
      expect(await refusal({ environment })).toEqual(invalid('environment', 'malformed'))
    },
  )

  it('refuses an endless environment variable', async () => {
    expect(await refusal({ environment: 'A'.repeat(201) })).toEqual(invalid('environment', 'too-long'))
  })

  it('takes an https link and writes it in full', () => {
    expect(localFields(keyRecord(), { consoleUrl: ' https://Console.Example/a b ' }).consoleUrl).toBe(
      'https://console.example/a%20b',
    )
    expect(localFields(keyRecord(), { consoleUrl: ' ' }).consoleUrl).toBe('')
  })

  it.each([
    ['http://console.example/', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['console.example', 'malformed'],
    ['https://', 'malformed'],
    ['https://user:password@console.example/', 'malformed'],
    ['https://user@console.example/', 'malformed'],
  ])('refuses the link %s', async (consoleUrl, why) => {
    expect(await refusal({ consoleUrl })).toEqual(invalid('consoleUrl', why))
  })

  it('keeps "never", "unknown" and a date apart', () => {
    const expiryOf = (typedExpiry: LocalFields['typedExpiry']) =>
      localFields(keyRecord(), { typedExpiry }).expires
    expect(expiryOf('never')).toEqual({ source: 'typed' })
    expect(expiryOf('unknown')).toEqual({ source: 'unknown' })
    expect(expiryOf(5)).toEqual({ source: 'typed', at: 5 })
    expect(expiryOf(0)).toEqual({ source: 'typed', at: 0 })
  })

  it('does not argue with the expiry that a provider keeps', async () => {
    const record = keyRecord({ expires: { source: 'provider', at: 1 } })
    expect(await refusal({ typedExpiry: 5 }, record)).toEqual({ kind: 'unsupported', act: 'edit' })
  })
})
