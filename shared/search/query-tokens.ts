/** Splits a search text into tokens: words, quoted phrases and `operator:value`, each with an optional minus. */

/** Positions are UTF-16 offsets into the search text; `raw` is that part of it. */
export interface Token {
  readonly from: number
  readonly to: number
  readonly raw: string
  readonly negated: boolean
  /** The text before the first colon outside quotes, in lower case. */
  readonly operator?: string
  readonly value: string
  /** The offset of the value. */
  readonly valueFrom: number
}

// A minus, an operator with its colon, then a quoted or a bare value. A quote that is never closed extends to the end.
const TOKEN = /(?<minus>-?)(?:(?<operator>[^\s:"]+):)?(?:"(?<quoted>[^"]*)(?:"|$)|(?<bare>\S*))/uy
const BLANK = /\s/u

/** Every character except white space belongs to exactly one token. */
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
