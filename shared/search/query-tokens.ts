/** Cuts a search text into its pieces: words, quoted phrases, `operator:value`, each with an optional minus. */

/** Places are UTF-16 offsets into the searched text; `raw` is that stretch of it. */
export interface Token {
  readonly from: number
  readonly to: number
  readonly raw: string
  readonly negated: boolean
  /** What stands before the first colon outside quotes, in lower case. */
  readonly operator?: string
  readonly value: string
  /** Where the value begins. */
  readonly valueFrom: number
}

// A minus, an operator with its colon, then a quoted or a bare value. A quote that is never closed runs to the end.
const TOKEN = /(?<minus>-?)(?:(?<operator>[^\s:"]+):)?(?:"(?<quoted>[^"]*)(?:"|$)|(?<bare>\S*))/uy
const BLANK = /\s/u

/** Every character but blanks belongs to exactly one token. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = []
  let at = 0
  while (at < text.length) {
    if (BLANK.test(text.charAt(at))) at += 1
    else {
      const token = tokenAt(text, at)
      found.push(token)
      at = token.to
    }
  }
  return found
}

function tokenAt(text: string, from: number): Token {
  TOKEN.lastIndex = from
  const { 0: raw = '', groups = {} } = TOKEN.exec(text) ?? {}
  const { minus = '', operator, quoted, bare = '' } = groups
  const colon = operator === undefined ? 0 : operator.length + 1
  const valueFrom = from + minus.length + colon + (quoted === undefined ? 0 : 1)
  const negated = minus !== ''
  const place = { from, to: from + raw.length, raw, negated, value: quoted ?? bare, valueFrom }
  return operator === undefined ? place : { ...place, operator: operator.toLowerCase() }
}
