import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDotenv } from '../../../electron/formats/dotenv.ts'
import { putReferences } from '../../../electron/formats/put-references.ts'
import { failureOf } from '../core/vault-set-up.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const put = (text: string, ...replacements: readonly (readonly [number, string, string])[]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    putReferences(
      bytes(text),
      replacements.map(([line, variable, secret]) => ({
        ...{ line, variable, secret },
        reference: `keyhold://secret/manual/${variable}`,
      })),
    ),
  )

describe('references in place of secrets', () => {
  it('change the values alone: comments, quotes, other lines and line ends stay', () => {
    const text =
      '\u{FEFF}# mine\r\nexport API_KEY = secret-1 # old\r\nPORT=3000\r\nQUOTED=\'a b\'#x\r\nLAST="c\nd"'
    expect(put(text, [2, 'API_KEY', 'secret-1'], [4, 'QUOTED', 'a b'], [5, 'LAST', 'c\nd'])).toBe(
      '\u{FEFF}# mine\r\nexport API_KEY = keyhold://secret/manual/API_KEY # old\r\nPORT=3000\r\nQUOTED="keyhold://secret/manual/QUOTED"#x\r\nLAST="keyhold://secret/manual/LAST"',
    )
  })

  it('are put into a line of the same variable alone, and into each that is named', () => {
    expect(put('A=x1\nA=x2\n', [2, 'A', 'x2'])).toBe('A=x1\nA=keyhold://secret/manual/A\n')
  })

  it('are not put where the secret is not any more, nor into what is no text', async () => {
    for (const text of ['A=other\n', '\nA=x1\n', 'B=x1\n', 'A="x1\n'])
      expect(await failureOf(() => put(text, [1, 'A', 'x1']))).toEqual({
        kind: 'import',
        why: 'file-changed',
      })
    const latin = Uint8Array.of(0x41, 0x3d, 0x78, 0xe4)
    const half = Uint8Array.of(0xff, 0xfe, 0x41, 0x00, 0x3d)
    for (const bytes of [latin, half])
      expect(await failureOf(() => putReferences(bytes, []))).toEqual({ kind: 'import', why: 'not-text' })
  })

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\u{FEFF}${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\u{FEFF}${text}`, 'utf16le')],
    ['UTF-16 in the other order', (text: string) => Buffer.from(`\u{FEFF}${text}`, 'utf16le').swap16()],
  ])('are written into a file in %s as it is', (_, saved) => {
    for (const end of ['\n', '\r\n', '\r']) {
      const before = ['# 計測 😀', 'A_KEY=secret-1 # é', "B_KEY='a b'", ''].join(end)
      const after = [
        '# 計測 😀',
        'A_KEY=keyhold://secret/manual/1 # é',
        'B_KEY="keyhold://secret/manual/2"',
        '',
      ]
      const replaced = putReferences(saved(before), [
        { line: 2, variable: 'A_KEY', secret: 'secret-1', reference: 'keyhold://secret/manual/1' },
        { line: 3, variable: 'B_KEY', secret: 'a b', reference: 'keyhold://secret/manual/2' },
      ])
      expect(Buffer.from(replaced).equals(saved(after.join(end)))).toBe(true)
    }
  })

  it('are not put where a quote is open that they would close', async () => {
    const failure = { kind: 'import', why: 'not-understood' }
    expect(await failureOf(() => put('A=`\nA=`a`\nA=`', [2, 'A', 'a']))).toEqual(failure)
  })

  it('leave no secret behind, and every other value as it was, whatever the file', () => {
    const line = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('A', 'B', 'LONG_NAME'),
          fc.string({
            unit: fc.constantFrom('a', 'b', '"', "'", '`', '\\', '$', '#', ' ', '=', '\n', '\r', '\t'),
          }),
        )
        .map(([name, value]) => `${name}=${value}`),
      fc.string({ unit: fc.constantFrom('#', 'a', '=', ' ', '"', '\n', '\r') }),
    )
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n')),
        (text) => {
          const { entries, skipped } = readDotenv(text, '.env')
          // An unclosed quote, which a reference might close. References are not offered for such a file.
          fc.pre(skipped.every(({ why }) => why !== 'not-understood'))
          const replacements = entries.map(({ place, variable = '', secret }) => ({
            ...{ line: place.line ?? 0, variable, secret },
            reference: 'keyhold://secret/manual/k-1',
          }))
          const after = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
            putReferences(bytes(text), replacements),
          )
          const again = readDotenv(after, '.env')
          expect(again.entries).toEqual([])
          expect(again.skipped.filter(({ why }) => why === 'reference').length).toBeGreaterThanOrEqual(
            entries.length,
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})
