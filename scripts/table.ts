/** Formats rows as an aligned table for a terminal, which is also valid Markdown. Pure. */
import { markdownTable } from 'markdown-table'
import stringWidth from 'string-width'

export interface Column {
  readonly title: string
  /** Numbers are easier to compare when right-aligned. */
  readonly align?: 'left' | 'right'
  /** Longer cells are cut; in columns of the terminal. */
  readonly limit?: number
}

/** First-strong isolate and its end: a right-to-left name stays in its own cell. Both are invisible. */
const ISOLATED = ['\u2068', '\u2069'] as const
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const CONTROL = /[\p{Cc}\p{Cf}]/gu

/** Cuts `text` to at most `limit` columns of a terminal; one `…` replaces the rest. */
export function cut(text: string, limit: number): string {
  if (stringWidth(text) <= limit) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (stringWidth(`${kept}${segment}…`) > limit) break
    kept += segment
  }
  return `${kept}…`
}

function cellOf(text: string, limit: number): string {
  const shown = cut(text.replace(CONTROL, ' '), limit)
  return RIGHT_TO_LEFT.test(shown) ? ISOLATED.join(shown) : shown
}

/** One line per row below a head and a rule. A row that is too short gets empty cells. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const head = columns.map(({ title }) => title)
  const cells = rows.map((row) =>
    columns.map(({ limit = Infinity }, index) => cellOf(row[index] ?? '', limit)),
  )
  const align = columns.map((column) => column.align ?? '')
  return markdownTable([head, ...cells], { align, stringLength: stringWidth })
}
