/** Counts and cuts text by what people see as one character (a grapheme cluster). Pure. */

let segmenter: Intl.Segmenter | undefined

/** The characters of `text`. The first call makes the segmenter, which takes 20 to 90 ms that a start should not wait for. */
export const clustersOf = (text: string): Intl.Segments =>
  (segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })).segment(text)

/** The longest cluster, in UTF-16 units, that is kept whole; no emoji is longer. */
const LONGEST_CLUSTER = 100

/** The number of characters in `text`, as people count them. */
export const characters = (text: string): number => [...clustersOf(text)].length

/** `text` in at most `most` characters. A longer text keeps its start and end, by which names differ, around an ellipsis. */
export function cutMiddle(text: string, most: number): string {
  const all = Array.from(clustersOf(text), ({ segment }) => segment)
  if (all.length <= most) return text
  const start = Math.ceil((most - 1) / 2)
  return `${all.slice(0, start).join('')}…${all.slice(all.length - (most - 1 - start)).join('')}`
}

/** The start of `text`: at most `most` UTF-16 units, and never a part of a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const end = clustersOf(text.slice(0, most + LONGEST_CLUSTER)).containing(most)?.index ?? 0
  if (end > most - LONGEST_CLUSTER) return text.slice(0, end)
  const short = text.slice(0, most) // the first cluster is too long: an accent upon an accent, without end
  return short.isWellFormed() ? short : short.slice(0, -1)
}
