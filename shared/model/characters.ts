/** Text by what people see as one character (a grapheme cluster), for counting and cutting. Pure. */

const CLUSTERS = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** UTF-16 units of the longest cluster that is kept whole; no emoji is longer. */
const LONGEST_CLUSTER = 100

/** How many characters `text` has, as people count them. */
export const characters = (text: string): number => [...CLUSTERS.segment(text)].length

/** `text` in at most `most` characters: of a longer one the start and the end, by which names differ, around an ellipsis. */
export function cutMiddle(text: string, most: number): string {
  const all = Array.from(CLUSTERS.segment(text), ({ segment }) => segment)
  if (all.length <= most) return text
  const start = Math.ceil((most - 1) / 2)
  return `${all.slice(0, start).join('')}…${all.slice(all.length - (most - 1 - start)).join('')}`
}

/** The start of `text`: at most `most` UTF-16 units, and never a part of a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const end = CLUSTERS.segment(text.slice(0, most + LONGEST_CLUSTER)).containing(most)?.index ?? 0
  if (end > most - LONGEST_CLUSTER) return text.slice(0, end)
  const short = text.slice(0, most) // an accent upon an accent, without end
  return short.isWellFormed() ? short : short.slice(0, -1)
}
