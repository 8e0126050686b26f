import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KEY_SHAPES, LONGEST_SHAPE, shapeById, shapeOf } from '../../../../shared/shapes/match-shape.ts'
import { CHARACTERS, type Form, type Run } from '../../../../shared/shapes/shape.ts'
import { SHAPE_SOURCES } from '../../../../shared/shapes/shape-sources.ts'
import { madeUpSecret } from '../../../fakes/made-up-secrets.ts'
import { SHAPE_SAMPLES } from './shape-samples.ts'

const listOf = (characters: string): readonly string[] => Array.from(characters)
const charactersOf = (run: Run): readonly string[] => listOf(CHARACTERS[run.of])

const runOf = (run: Run): fc.Arbitrary<string> => {
  const { holds = '' } = run
  const marked = holds.length
  const text = fc.string({
    unit: fc.constantFrom(...charactersOf(run)),
    minLength: Math.max(0, run.least - marked),
    maxLength: Math.min(run.most - marked, run.least - marked + 60),
  })
  if (run.until !== undefined) return text.filter((one) => !one.includes('-----'))
  return text.map((one) => one.slice(0, 10) + holds + one.slice(10))
}
const textOf = (form: Form): fc.Arbitrary<string> =>
  fc
    .tuple(...form.map((part) => (typeof part === 'string' ? fc.constant(part) : runOf(part))))
    .map((parts) => parts.join(''))

const shapeAndText = fc
  .constantFrom(...KEY_SHAPES)
  .chain((shape) => fc.tuple(fc.constant(shape.id), fc.constantFrom(...shape.forms).chain(textOf)))

it.each(SHAPE_SAMPLES)('recognises %s', (id, pattern) => {
  expect(shapeOf(madeUpSecret(pattern))?.id).toBe(id)
  expect(shapeOf(` ${madeUpSecret(pattern, 7)}\n`)?.id).toBe(id)
})

it('has a sample of every shape', () =>
  expect([...new Set(SHAPE_SAMPLES.map(([id]) => id))].sort()).toEqual(KEY_SHAPES.map(({ id }) => id).sort()))

// The total lengths that services and their users document.
it.each([
  ['ghp_{A36}', 40],
  ['github_pat_{A82}', 93],
  ['glpat-{A20}', 26],
  ['AKIA{B16}', 20],
  ['npm_{A36}', 40],
  ['SG.{A22}.{A43}', 69],
  ['sk-ant-api03-{A93}AA', 108],
  ['AIza{A35}', 39],
  ['hf_{L34}', 37],
  ['dop_v1_{h64}', 71],
  ['sk_live_{A99}', 107],
])('%s has %i characters, and is no such key with one more or one less', (pattern, length) => {
  const secret = madeUpSecret(pattern)
  expect(secret).toHaveLength(length)
  if (!pattern.startsWith('ghp_') && !pattern.startsWith('glpat') && !pattern.startsWith('sk_live')) {
    expect(shapeOf(`${secret}a`)).toBeUndefined()
    expect(shapeOf(secret.slice(0, -1))).toBeUndefined()
  }
})

it('names each made-up key by its own shape alone', () =>
  fc.assert(
    fc.property(shapeAndText, ([id, text]) => {
      expect(shapeOf(text)?.id).toBe(id)
    }),
    { numRuns: 2_000 },
  ))

it('recognises whole secrets only', () =>
  fc.assert(
    fc.property(shapeAndText, fc.constantFrom('!', '"', '§', '\0', ' x', '\u{1f511}'), ([, text], other) => {
      expect(shapeOf(text + other)).toBeUndefined()
      expect(shapeOf(other.trim() + text)).toBeUndefined()
      expect(shapeOf(`${text.slice(0, 3)}${other}${text.slice(3)}`)).toBeUndefined()
    }),
    { numRuns: 1_000 },
  ))

it.each([
  '',
  ' ',
  'password',
  'correct horse battery staple',
  'ghp_',
  'ghp_short',
  'glpat-',
  'sk-',
  'sk-proj-something-that-people-write',
  'GITHUB_TOKEN',
  'https://example.com/path?query=1',
  'https://hooks.slack.com/services/',
  'AKIAIOSFODNN7EXAMPLE1',
  'eyJhbGciOiJIUzI1NiJ9',
  'eyJ.eyJ.',
  '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----',
  '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExam me@host',
  'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  'pk_live_51abcdefghijklmnopqrstuv',
  'SELECT * FROM keys WHERE name = 1',
  '{"token":"value"}',
  'constructor',
  '__proto__',
])('does not take %j for a key', (text) => expect(shapeOf(text)).toBeUndefined())

it('takes neither UUIDs, hashes nor prose for keys', () => {
  const hash = (length: number) =>
    fc.string({ unit: fc.constantFrom(...listOf(CHARACTERS.lowerHex)), minLength: length, maxLength: length })
  const words = fc.lorem({ maxCount: 8 })
  const anything = fc.oneof(fc.uuid(), ...[8, 32, 40, 56, 64, 96, 128].map(hash), words, fc.string())
  fc.assert(
    fc.property(anything, (text) => {
      expect(shapeOf(text)).toBeUndefined()
    }),
    { numRuns: 3_000 },
  )
})

it('looks at no text that is longer than any key', () => {
  const form = '-----BEGIN PRIVATE KEY-----\n{A64}\n-----END PRIVATE KEY-----'
  expect(shapeOf(madeUpSecret(form) + ' '.repeat(LONGEST_SHAPE))).toBeUndefined()
})

// Required so that matching from left to right finds every form.
it.each(KEY_SHAPES)('$id is read without looking back', ({ forms }) => {
  for (const form of forms)
    for (const [index, part] of form.entries()) {
      if (typeof part === 'string') {
        expect(part).not.toBe('')
        continue
      }
      expect(part.least).toBeGreaterThan(0)
      expect(part.most).toBeGreaterThanOrEqual(part.least)
      const next = form[index + 1]
      if (next === undefined || (part.least === part.most && part.until === undefined)) continue
      if (part.until !== undefined) expect(typeof next === 'string' && next.startsWith(part.until)).toBe(true)
      else {
        const first = typeof next === 'string' ? [next[0]!] : charactersOf(next)
        expect(first.filter((one) => charactersOf(part).includes(one))).toEqual([])
      }
    }
})

it.each(KEY_SHAPES)('$id says what people need to know', ({ id, name, provider, page, variable, source }) => {
  expect(id).toMatch(/^[a-z0-9-]+$/)
  expect(name.length).toBeLessThanOrEqual(60)
  if (provider !== undefined) expect(provider).not.toBe('')
  if (page !== undefined) expect(new URL(page).protocol).toBe('https:')
  if (variable !== undefined) expect(variable).toMatch(/^[A-Z][A-Z0-9_]*$/)
  expect(SHAPE_SOURCES[source]).toMatch(/^https:\/\//)
})

it('finds a shape by its id, of which each has its own', () => {
  expect(new Set(KEY_SHAPES.map(({ id }) => id)).size).toBe(KEY_SHAPES.length)
  for (const shape of KEY_SHAPES) expect(shapeById(shape.id)).toBe(shape)
  expect(shapeById('made-up')).toBeUndefined()
})
