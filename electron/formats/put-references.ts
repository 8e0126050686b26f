/** Puts references in place of the secrets of a `.env` file. Every other byte stays as it is, and so does the encoding. Pure. */
import type { Replacement } from '../../shared/model/import.ts'
import { encodingOf } from '../../shared/model/text-encoding.ts'
import { assignmentsIn, type Assignment } from './dotenv.ts'
import { importFailure } from './entry.ts'
import { decoded, encoded } from './text.ts'

/**
 * A quoted value stays quoted, in double quotes, because a comment may follow the closing quote directly. Throws Failure `import`: `not-text` for a
 * file that is not text, `file-changed` if a secret is no longer where it was read, and `not-understood` if the change would alter another value,
 * as when an unclosed quote then encloses other text.
 */
export function putReferences(bytes: Uint8Array, replacements: readonly Replacement[]): Uint8Array {
  const encoding = encodingOf(bytes)
  const text = decoded(bytes, encoding)
  const before = [...assignmentsIn(text)]
  const wanted = new Map(replacements.map((one) => [placeOf(one.line, one.variable), one]))
  const pieces: string[] = []
  let at = 0
  for (const { name, line, value } of before) {
    const one = wanted.get(placeOf(line, name))
    if (value === undefined || value.text !== one?.secret) continue
    wanted.delete(placeOf(line, name))
    const quote = /["'`]/.test(text[value.from] ?? '') ? '"' : ''
    pieces.push(text.slice(at, value.from), quote, one.reference, quote)
    at = value.until
  }
  if (wanted.size > 0) throw importFailure('file-changed')
  const rewritten = [...pieces, text.slice(at)].join('')
  check(before, [...assignmentsIn(rewritten)], replacements)
  return encoded(rewritten, encoding)
}

const placeOf = (line: number, name: string): string => `${String(line)} ${name}`

/** Throws unless a reader of the new text finds exactly the references and the unchanged other values. */
function check(
  before: readonly Assignment[],
  after: readonly Assignment[],
  replacements: readonly Replacement[],
): void {
  const references = new Map(replacements.map((one) => [placeOf(one.line, one.variable), one.reference]))
  const isSame =
    before.length === after.length &&
    before.every(({ name, line, value }, index) => {
      const now = after[index]
      return now?.name === name && now.value?.text === (references.get(placeOf(line, name)) ?? value?.text)
    })
  if (!isSame) throw importFailure('not-understood')
}
