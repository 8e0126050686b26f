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
  /** Where the value ends, with its quotes. */
  readonly until: number
  /** Where the line continues after the value. */
  readonly end: number
  /** Whether the value is in single quotes or backquotes, where `$` has no meaning. */
  readonly isLiteral: boolean
}

/** Throws Failure `import`/`too-many`. A line outside the rules is skipped with its number. */
export function readDotenv(text: string, file: string): Parsed {
  const rows = gather()
  for (const { name, value, line } of assignmentsIn(text)) {
    const place = { file, line }
    if (value === undefined) rows.skip(name, 'not-understood', place)
    else if (!value.isLiteral && isReference(value.text)) rows.skip(name, 'reference', place)
    else rows.add({ name, secret: value.text, isSecret: false, variable: name, place })
  }
  return rows.parsed
}

export interface Assignment {
  /** Empty for a line outside the rules. */
  readonly name: string
  /** From 1. */
  readonly line: number
  /** `undefined` for a line outside the rules. `from` and `until` enclose it with its quotes. */
  readonly value: (Pick<Value, 'text' | 'until' | 'isLiteral'> & { readonly from: number }) | undefined
}

/** The assignments of a text in their order, and the lines outside the rules. Comments and empty lines are passed over. */
export function* assignmentsIn(text: string): Generator<Assignment> {
  let line = 1
  for (let at = 0; at < text.length;) {
    const found = assignmentAt(text, at)
    if (found !== undefined) yield { ...found, line }
    const next = afterLine(text, found?.value?.end ?? at)
    for (let index = at; index < next; index += 1) if (isLineEnd(text, index)) line += 1
    at = next
  }
}

/** `undefined`: a comment or an empty line. */
function assignmentAt(
  text: string,
  at: number,
): { readonly name: string; readonly value: (Value & { readonly from: number }) | undefined } | undefined {
  NAME.lastIndex = at
  const [start, name] = NAME.exec(text) ?? []
  if (start !== undefined && name !== undefined) {
    const from = at + start.length
    const value = readValue(text, from)
    return { name, value: value && { ...value, from } }
  }
  const line = text.slice(at, lineEnd(text, at)).trim()
  return line === '' || line.startsWith('#') ? undefined : { name: '', value: undefined }
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
  const value = (comment < 0 ? whole : whole.slice(0, comment)).trim()
  return { text: value, until: at + value.length, end, isLiteral: false }
}

function literal(text: string, at: number, quote: string): Value | undefined {
  const end = text.indexOf(quote, at)
  if (end < 0) return undefined
  return { text: oneLineEnd(text.slice(at, end)), until: end + 1, end: end + 1, isLiteral: true }
}

function doubleQuoted(text: string, at: number): Value | undefined {
  const parts: string[] = []
  let from = at
  for (let index = at; index < text.length; index += 1) {
    if (text[index] === '"') {
      parts.push(text.slice(from, index))
      return { text: oneLineEnd(parts.join('')), until: index + 1, end: index + 1, isLiteral: false }
    }
    if (text[index] !== '\\') continue
    const escaped = text[index + 1] ?? ''
    const meant = ESCAPED[escaped] ?? (/["\\$`]/.test(escaped) ? escaped : undefined)
    index += 1
    if (meant === undefined) continue // as in a shell, a backslash before any other character stays
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
