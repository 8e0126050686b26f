/** Makes texts comparable: removes case, accents and invisible characters, so that "zurich" finds "Zürich". */

// oxlint-disable-next-line no-control-regex -- ASCII is meant whole: it needs no decomposition, and most names are ASCII.
const ASCII = /^[\x00-\x7f]*$/
const MARKS_AND_FORMAT_SIGNS = /[\p{M}\p{Cf}]/gu

/** A Greek mark below a letter; in capitals it becomes a separate letter. */
const IOTA_BELOW = '\u0345'

const bare = (text: string) =>
  text.normalize('NFKD').replaceAll(IOTA_BELOW, 'ι').replace(MARKS_AND_FORMAT_SIGNS, '')

/** Idempotent. Folds through capitals, because "ß" and "ss" are equal there, and the final sigma is a second small form. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  const small = bare(text).toLowerCase().toUpperCase().toLowerCase()
  return bare(small).replaceAll('ς', 'σ')
}

const DIGITS = /\d+/g
/** Longer numbers are no counters; they sort as text among themselves. */
const DIGITS_KEPT = 12

/** A text whose plain order is the order that people expect: "key-2" before "Key-10". */
export function sortText(text: string): string {
  return fold(text).replace(DIGITS, (digits) => digits.padStart(DIGITS_KEPT, '0'))
}
