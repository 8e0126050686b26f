import fc from 'fast-check'
import { expect, it } from 'vitest'
import '../../seed.ts'
import { createMasker, MASK } from '../../../electron/command-line/mask.ts'

/** Few different letters, so that values overlap, repeat and contain each other. */
const text = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'ä', '\n'), minLength, maxLength })

function masked(values: readonly string[], pieces: readonly Uint8Array[]): string {
  const masker = createMasker(values)
  const out = pieces.map((piece) => masker.push(piece))
  return Buffer.concat([...out, masker.end()]).toString('utf8')
}

/** The same without streaming: marks every byte of every value, and replaces each run of marked bytes with one mask. */
function plainly(values: readonly string[], whole: Buffer): string {
  const isMarked = new Uint8Array(whole.length)
  for (const value of values.map((one) => Buffer.from(one)).filter(({ length }) => length >= 4))
    for (let at = whole.indexOf(value); at >= 0; at = whole.indexOf(value, at + 1))
      isMarked.fill(1, at, at + value.length)
  const out: Buffer[] = []
  for (let at = 0; at < whole.length; at += 1) {
    if (isMarked[at] === 0) out.push(whole.subarray(at, at + 1))
    else if (at === 0 || isMarked[at - 1] === 0) out.push(Buffer.from(MASK))
  }
  return Buffer.concat(out).toString('utf8')
}

it('masks every value, wherever the stream is cut', () => {
  fc.assert(
    fc.property(
      fc.array(text(0, 7), { maxLength: 4 }),
      text(0, 60),
      fc.array(fc.nat(70)),
      (values, whole, cuts) => {
        const bytes = Buffer.from(whole)
        const borders = [
          0,
          ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b),
          bytes.length,
        ]
        const pieces = borders.slice(1).map((to, index) => bytes.subarray(borders[index], to))
        expect(masked(values, pieces)).toBe(plainly(values, bytes))
      },
    ),
    { numRuns: 500 },
  )
})

it('passes on what cannot become a value at once, and holds back no more than a value’s length', () => {
  const masker = createMasker(['secret-value'])
  expect(Buffer.from(masker.push(Buffer.from('prompt> '))).toString()).toBe('prompt> ')
  expect(Buffer.from(masker.push(Buffer.from('x secret-'))).toString()).toBe('x ')
  expect(Buffer.from(masker.push(Buffer.from('tive'))).toString()).toBe('secret-tive')
})

it('keeps pace with an endless run of one letter', () => {
  const masker = createMasker(['aaaa'])
  let out = 0
  for (let turn = 0; turn < 200; turn += 1) out += masker.push(Buffer.alloc(1_000, 'a')).length
  expect(out + masker.end().length).toBe(MASK.length)
})
