/** The output of a command: lines of harmless text, JSON, and (from very few places) a secret. */
import { styleText } from 'node:util'
import { printable, printableJson } from './printable.ts'
import type { CommandSession } from './session.ts'

/** A piece of a line. Its tone decides the colour; the text itself contains no colour codes. */
export type Piece = string | { readonly text: string; readonly tone: Tone }
export type Tone = 'bad' | 'warn' | 'soft' | 'strong'
/** One line; without a line break. */
export type Line = Piece | readonly Piece[]

export interface Output {
  /** Lines on standard output. */
  lines(...lines: readonly Line[]): Promise<void>
  /** Lines on standard error, for everything but the result. */
  notes(...lines: readonly Line[]): Promise<void>
  /** Each value as one line of JSON on standard output. */
  json(...values: readonly unknown[]): Promise<void>
  /** SECURITY: writes these bytes to standard output as they are. For secrets and for text that a shell reads. */
  raw(bytes: string | Uint8Array): Promise<void>
  /** The width of the terminal on standard output, in columns; `undefined` if it is no terminal, and then nothing is cut. */
  readonly width: number | undefined
}

const STYLES = { bad: 'red', warn: 'yellow', soft: 'dim', strong: 'bold' } as const
const USUAL_WIDTH = 80

export function createOutput(session: CommandSession): Output {
  const { terminal, variables } = session.request
  const text = (lines: readonly Line[], hasColour: boolean) =>
    lines.map((line) => `${lineText(line, hasColour)}\n`).join('')
  const colours = { out: hasColour(terminal.out, variables), err: hasColour(terminal.err, variables) }
  return {
    lines: (...lines) => write(session, 'out', text(lines, colours.out)),
    notes: (...lines) => write(session, 'err', text(lines, colours.err)),
    json: (...values) => write(session, 'out', values.map((value) => `${printableJson(value)}\n`).join('')),
    raw: (bytes) => session.out(bytes),
    width: terminal.out ? (terminal.columns ?? USUAL_WIDTH) : undefined,
  }
}

const write = async (session: CommandSession, to: 'out' | 'err', text: string): Promise<void> => {
  if (text !== '') await session[to](text)
}

/** As no-color.org and most programs do: first `NO_COLOR`, then `FORCE_COLOR`, then whether standard output is a terminal. */
function hasColour(isTerminal: boolean, variables: Readonly<Record<string, string>>): boolean {
  const { NO_COLOR: never = '', FORCE_COLOR: always = '', TERM: kind } = variables
  if (never !== '') return false
  if (always !== '') return always !== '0'
  return isTerminal && kind !== 'dumb'
}

function lineText(line: Line, hasColour: boolean): string {
  const pieces = isPieces(line) ? line : [line]
  // Without colour, the whole line is escaped at once, because a list has thousands of lines.
  if (!hasColour) return printable(pieces.map(wordsOf).join(''))
  return pieces.map(coloured).join('')
}

const wordsOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text)

const isPieces = (line: Line): line is readonly Piece[] => Array.isArray(line)

function coloured(piece: Piece): string {
  const text = printable(wordsOf(piece))
  return typeof piece === 'string' ? text : styleText(STYLES[piece.tone], text, { validateStream: false })
}
