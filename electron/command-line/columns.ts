/** Lays a table out for a terminal by the width that its characters take there. Pure. */
import stringWidth from 'string-width'
import { clustersOf } from '../../shared/model/characters.ts'
import { printable } from './printable.ts'
import type { Line, Piece, Tone } from './output.ts'

export interface Cell {
  readonly text: string
  readonly tone?: Tone | undefined
}

const GAP = '  '
/** No column is cut below this, in columns of the terminal. */
const NARROWEST = 8
const ASCII = /^[\x20-\x7e]*$/

const widthOf = (text: string): number => (ASCII.test(text) ? text.length : stringWidth(text))

/**
 * Lays out the rows as lines with aligned columns. Cuts the widest columns until the lines fit `width`; without `width`, cuts nothing.
 */
export function tableLines(rows: readonly (readonly Cell[])[], width: number | undefined): Line[] {
  const texts = rows.map((row) => row.map(({ text }) => printable(text)))
  const natural: number[] = []
  for (const row of texts)
    for (const [column, text] of row.entries())
      natural[column] = Math.max(natural[column] ?? 0, widthOf(text))
  const widths =
    width === undefined ? natural : fitted(natural, width - GAP.length * Math.max(0, natural.length - 1))
  return rows.map((row, index) => lineOf(row, texts[index] ?? [], widths))
}

/** Joins cells without a tone into one piece, because a list has thousands of rows. */
function lineOf(cells: readonly Cell[], texts: readonly string[], widths: readonly number[]): Line {
  const pieces: Piece[] = []
  let plain = ''
  for (const [column, whole] of texts.entries()) {
    const room = widths[column] ?? 0
    const natural = widthOf(whole)
    const { text, width } = natural > room ? cutTo(whole, room) : { text: whole, width: natural }
    const tone = cells[column]?.tone
    if (tone === undefined) plain += text
    else {
      pieces.push(plain, { text, tone })
      plain = ''
    }
    if (column < texts.length - 1) plain += `${' '.repeat(room - width)}${GAP}`
  }
  return pieces.length === 0 ? plain : [...pieces, plain]
}

/** Repeatedly shrinks the widest column to the width of the second widest, or as far as needed. */
function fitted(natural: readonly number[], room: number): number[] {
  const widths = [...natural]
  let over = widths.reduce((sum, one) => sum + one, 0) - room
  while (over > 0) {
    const width = Math.max(...widths)
    if (width <= NARROWEST) return widths
    const widest = widths.indexOf(width)
    const second = Math.max(0, ...widths.filter((_, column) => column !== widest))
    const to = Math.max(NARROWEST, width - over, Math.min(second, width - 1))
    over -= width - to
    widths[widest] = to
  }
  return widths
}

/** The start of `text` in at most `room` columns, with an ellipsis. */
function cutTo(text: string, room: number): { readonly text: string; readonly width: number } {
  let width = 0
  let kept = ''
  for (const { segment } of clustersOf(text)) {
    const next = widthOf(segment)
    if (width + next > room - 1) break
    kept += segment
    width += next
  }
  return { text: `${kept}…`, width: width + 1 }
}
