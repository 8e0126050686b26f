/** Lays a table out for a terminal by the width that its characters take there. Pure. */
import stringWidth from 'string-width'
import { printable } from './printable.ts'
import type { Line, Piece, Tone } from './output.ts'

export interface Cell {
  readonly text: string
  readonly tone?: Tone
}

const GAP = '  '
/** No column is cut below this, in columns of the terminal. */
const NARROWEST = 8
const CLUSTERS = new Intl.Segmenter('und', { granularity: 'grapheme' })
const ASCII = /^[\x20-\x7e]*$/

const widthOf = (text: string): number => (ASCII.test(text) ? text.length : stringWidth(text))

/**
 * The rows as lines whose columns begin below each other. Where they do not fit `width`, the widest columns are cut until they do; without
 * `width` nothing is cut.
 */
export function tableLines(rows: readonly (readonly Cell[])[], width: number | undefined): Line[] {
  const shown = rows.map((row) =>
    row.map(({ text, tone }) => {
      const safe = printable(text)
      return { text: safe, tone, width: widthOf(safe) }
    }),
  )
  const count = Math.max(0, ...shown.map(({ length }) => length))
  const natural = Array.from({ length: count }, (_, column) =>
    shown.reduce((most, row) => Math.max(most, row[column]?.width ?? 0), 0),
  )
  const widths = width === undefined ? natural : fitted(natural, width - GAP.length * (count - 1))
  return shown.map((row) =>
    row.flatMap((cell, column): Piece[] => {
      const room = widths[column] ?? cell.width
      const { text, width } = cell.width > room ? cutTo(cell.text, room) : cell
      const isLast = column === row.length - 1
      const piece: Piece = cell.tone === undefined ? text : { text, tone: cell.tone }
      return isLast ? [piece] : [piece, `${' '.repeat(room - width)}${GAP}`]
    }),
  )
}

/** Takes from the widest column, down to the second widest or as far as needed, and so on. */
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
  for (const { segment } of CLUSTERS.segment(text)) {
    const next = widthOf(segment)
    if (width + next > room - 1) break
    kept += segment
    width += next
  }
  return { text: `${kept}…`, width: width + 1 }
}
