/**
 * `.env` files, by the rules that Node, Docker Compose, python-dotenv, Ruby's dotenv and shells agree on, with the line of every variable.
 * References to other variables (`${HOME}`) are kept as they are written.
 */
import { gather, isReference, type Parsed } from './entry.ts'

const NAME = /[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/y
const QUOTES = new Set(["'", '"', '`'])
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

interface Value {
  readonly text: string
  /** Where the value's line goes on. */
  readonly end: number
  /** Within single quotes or back quotes: `$` means nothing there. */
  readonly isLiteral: boolean
}

/** Throws Failure `import`/`too-many`. A line outside the rules is skipped with its number. */
export function readDotenv(text: string, file: string): Parsed {
  const rows = gather()
  let at = 0
  let line = 1
  while (at < text.length) {
    const next = readLine(text, at, { file, line }, rows)
    for (let index = at; index < next; index += 1) if (isLineEnd(text, index)) line += 1
    at = next
  }
  return rows.parsed
}

/** Reads the assignment or the line that begins at `at`. Returns where the next one begins. */
function readLine(
  text: string,
  at: number,
  place: { readonly file: string; readonly line: number },
  rows: ReturnType<typeof gather>,
): number {
  NAME.lastIndex = at
  const [start, name] = NAME.exec(text) ?? []
  if (start === undefined || name === undefined) {
    const rest = text.slice(at, lineEnd(text, at)).trim()
    if (rest !== '' && !rest.startsWith('#')) rows.skip('', 'not-understood', place)
    return afterLine(text, at)
  }
  const value = readValue(text, at + start.length)
  if (value === undefined) {
    rows.skip(name, 'not-understood', place)
    return afterLine(text, at)
  }
  if (!value.isLiteral && isReference(value.text)) rows.skip(name, 'reference', place)
  else rows.add({ name, secret: value.text, isSecret: false, variable: name, place })
  return afterLine(text, value.end)
}

/** `undefined`: a quote is not closed, or something follows the closing quote. */
function readValue(text: string, at: number): Value | undefined {
  const quote = text[at]
  if (quote === undefined || !QUOTES.has(quote)) return plainValue(text, at)
  const value = quote === '"' ? doubleQuoted(text, at + 1) : literal(text, at + 1, quote)
  if (value === undefined) return undefined
  const rest = text.slice(value.end, lineEnd(text, value.end))
  return /^[ \t]*(?:#.*)?$/.test(rest) ? value : undefined
}

/** To the end of the line, or to a `#` behind white space. */
function plainValue(text: string, at: number): Value {
  const end = lineEnd(text, at)
  const whole = text.slice(at, end)
  const comment = whole.startsWith('#') ? 0 : whole.search(/[ \t]#/)
  return { text: (comment < 0 ? whole : whole.slice(0, comment)).trim(), end, isLiteral: false }
}

function literal(text: string, at: number, quote: string): Value | undefined {
  const end = text.indexOf(quote, at)
  return end < 0 ? undefined : { text: oneLineEnd(text.slice(at, end)), end: end + 1, isLiteral: true }
}

function doubleQuoted(text: string, at: number): Value | undefined {
  const parts: string[] = []
  let from = at
  for (let index = at; index < text.length; index += 1) {
    if (text[index] === '"') {
      parts.push(text.slice(from, index))
      return { text: oneLineEnd(parts.join('')), end: index + 1, isLiteral: false }
    }
    if (text[index] !== '\\') continue
    const escaped = text[index + 1] ?? ''
    const meant = ESCAPED[escaped] ?? (/["\\$`]/.test(escaped) ? escaped : undefined)
    index += 1
    if (meant === undefined) continue // as in a shell, the backslash before any other sign stays
    parts.push(text.slice(from, index - 1), meant)
    from = index + 1
  }
  return undefined
}

/** A file from Windows ends the lines within a value in CRLF, too; programs that read it see LF. */
const oneLineEnd = (text: string): string => text.replaceAll('\r\n', '\n')

const isLineEnd = (text: string, at: number): boolean =>
  text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')

function lineEnd(text: string, at: number): number {
  for (let index = at; index < text.length; index += 1)
    if (text[index] === '\n' || text[index] === '\r') return index
  return text.length
}

function afterLine(text: string, at: number): number {
  const end = lineEnd(text, at)
  return text.startsWith('\r\n', end) ? end + 2 : end + 1
}
