/** Text made comparable: without case, accents and invisible signs, so that "Zürich" is found by "zurich". */

// eslint-disable-next-line no-control-regex -- ASCII is meant whole: it needs no decomposition, and most names are ASCII.
const ASCII = /^[\x00-\x7f]*$/
const MARKS_AND_FORMAT_SIGNS = /[\p{M}\p{Cf}]/gu

/** Idempotent. Upper case first makes "ß" and "ss" one; the final sigma is the other letter with two small forms. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  const bare = (piece: string) => piece.normalize('NFKD').replace(MARKS_AND_FORMAT_SIGNS, '')
  return bare(bare(text).toUpperCase().toLowerCase()).replaceAll('ς', 'σ')
}

const DIGITS = /\d+/g
/** Longer numbers than this are no counters; they sort as text among themselves. */
const DIGITS_KEPT = 12

/** A text whose plain order is the order that people expect: "key-2" before "Key-10". */
export function sortText(text: string): string {
  return fold(text).replace(DIGITS, (digits) => digits.padStart(DIGITS_KEPT, '0'))
}
