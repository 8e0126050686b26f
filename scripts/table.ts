/** Lays rows out as an aligned table for a terminal. Pure. */

export interface Column {
  readonly title: string
  /** Numbers read better from the right. */
  readonly align?: 'left' | 'right'
  /** Longer cells are cut, in columns of the terminal. */
  readonly limit?: number
}

const GAP = '  '
/** First-strong isolate and its end: a right-to-left name keeps to its own cell. Both are invisible. */
const ISOLATED = ['\u2068', '\u2069'] as const
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u{ff01}-\u{ff60}\p{Emoji_Presentation}]/u
const CONTROL = /[\p{Cc}\p{Cf}]/gu

const graphemes = (text: string): string[] =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment)

const widthOfOne = (grapheme: string): number => (WIDE.test(grapheme) ? 2 : 1)

/** How many columns of a terminal `text` takes. */
export function textWidth(text: string): number {
  return graphemes(text).reduce((sum, grapheme) => sum + widthOfOne(grapheme), 0)
}

/** At most `limit` columns wide; what was cut shows as one `…`. */
export function cut(text: string, limit: number): string {
  if (textWidth(text) <= limit) return text
  let [kept, width] = ['', 1]
  for (const grapheme of graphemes(text)) {
    width += widthOfOne(grapheme)
    if (width > limit) break
    kept += grapheme
  }
  return `${kept}…`
}

/** One line per row below a head and a rule. A row that is too short is filled up with nothing. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) =>
    columns.map(({ limit = Infinity }, index) => cut((row[index] ?? '').replace(CONTROL, ' '), limit)),
  )
  const widths = columns.map(({ title }, index) =>
    Math.max(...[title, ...cells.map((row) => row[index] ?? '')].map(textWidth)),
  )
  const line = (row: readonly string[]): string =>
    columns.map(({ align = 'left' }, index) => pad(row[index] ?? '', widths[index] ?? 0, align)).join(GAP)
  const head = line(columns.map(({ title }) => title))
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP)
  return [head, rule, ...cells.map(line)].map((each) => each.trimEnd()).join('\n')
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(width - textWidth(text))
  const shown = RIGHT_TO_LEFT.test(text) ? ISOLATED.join(text) : text
  return align === 'right' ? space + shown : shown + space
}
