import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storedForm, storedLength, valueOf } from '../../../../electron/core/keychain/neutral-values.ts'
import { Secret } from '../../../../electron/core/ports/secret.ts'

const stored = (text: string) => storedForm(Buffer.from(text)).toString('latin1')

/** Text that every keychain stores unchanged: one line of printable ASCII, without a backslash and without spaces at its ends. */
const NEUTRAL = /^[!-[\]-~]([ -[\]-~]*[!-[\]-~])?$/

/** Any bytes, any text (with lone surrogates), and text that is almost neutral, which random bytes rarely are. */
const values = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'binary', maxLength: 100 }).map((text) => Buffer.from(text)),
  fc.string({ unit: 'grapheme', maxLength: 100 }).map((text) => Buffer.from(text)),
  fc.string({ unit: 'binary-ascii', maxLength: 100 }).map((text) => Buffer.from(text)),
  fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '\\',
        '\n',
        '\r',
        '\t',
        '\0',
        '\x7f',
        '=',
        '\ud800',
        'keyhold:base64:',
        'YQ==',
      ),
    )
    .map((parts) => Buffer.from(parts.join(''), 'utf8')),
)

describe('a value', () => {
  it('comes back byte for byte from what every store keeps, whatever it is', () => {
    fc.assert(
      fc.property(values, (value) => {
        const kept = storedForm(value)
        expect(kept.toString('latin1')).toMatch(NEUTRAL)
        expect(valueOf(kept).equals(value)).toBe(true)
        expect(storedLength(new Secret(Buffer.from(value)))).toBe(kept.byteLength)
      }),
      { numRuns: 5_000 },
    )
  })

  it('of every length up to 70 bytes, and of 60,000, comes back', () => {
    for (const length of [...Array.from({ length: 71 }, (_, at) => at), 60_000]) {
      const value = Buffer.alloc(length, '\n')
      expect(valueOf(storedForm(value)).equals(value)).toBe(true)
    }
  })

  it('of every single byte comes back, and so does one between others', () => {
    for (let byte = 0; byte < 256; byte += 1)
      for (const value of [Buffer.from([byte]), Buffer.from([0x61, byte, 0x61])]) {
        expect(storedForm(value).toString('latin1')).toMatch(NEUTRAL)
        expect(valueOf(storedForm(value)).equals(value)).toBe(true)
      }
  })

  it.each(['x', 'glsa_Zx0~!"#$%&()*+,-./:;<=>?@[]^_`{|}', 'two words', "it's", 'keyhold:base6'])(
    'that is one line of plain ASCII is stored as it is (%j)',
    (text) => expect(stored(text)).toBe(text),
  )

  it.each([
    'two\nlines',
    'ends\n',
    'tab\t',
    'back\\slash',
    ' x',
    'x ',
    'ü',
    '🔑',
    '\u0007',
    '',
    'keyhold:base64:YQ==',
  ])('that some store would change is marked and encoded (%j)', (text) =>
    expect(stored(text)).toBe(`keyhold:base64:${Buffer.from(text).toString('base64')}`),
  )
})

describe('what was stored before', () => {
  it('reads as it did, byte for byte', () => {
    fc.assert(
      fc.property(values, (old) => {
        fc.pre(!old.toString('latin1').startsWith('keyhold:base64:'))
        expect(valueOf(old).equals(old)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    'keyhold:base64:YQ',
    'keyhold:base64:YQ=',
    'keyhold:base64:YR==',
    'keyhold:base64:Y Q==',
    'keyhold:base64:a_b-',
  ])('reads as it did where base64 would have been written another way (%s)', (old) =>
    expect(valueOf(Buffer.from(old)).toString()).toBe(old),
  )
})

it('never hands out the buffer that it was given, so that each can be wiped by its owner', () => {
  const value = Buffer.from('plain')
  expect(storedForm(value)).not.toBe(value)
  expect(valueOf(value)).not.toBe(value)
})
