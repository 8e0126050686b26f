/** Decides which of the found keys the palette shows, and in which order. Pure. */
import type { KeyRow } from '../../shared/model/model.ts'
import type { Query } from '../../shared/search/query-language.ts'
import type { Entry } from '../../shared/search/query-match.ts'

/** The number of rows that a user can take in at a glance. */
export const MOST_ROWS = 8

/** Ranks of the places where a word can match, the best place first. */
const PLACE = { whole: 0, nameStart: 1, wordStart: 2, name: 3, beside: 4, elsewhere: 5 } as const

const WORD_CHARACTER = /[\p{L}\p{N}]/u

/**
 * The best `most` of `entries`, which are the keys that `query` finds, sorted by name. A name that starts with the typed text comes
 * before a name that only contains it. Keys deleted at their provider come last. Among equals: keys that can be copied, then favourites,
 * then the most recently copied, then by name.
 */
export function ranked(entries: readonly Entry[], query: Query, most = MOST_ROWS): readonly Entry[] {
  const words = query.terms.flatMap(({ negated, sought }) =>
    !negated && sought.kind === 'text' ? [sought.text] : [],
  )
  const best: Ranked[] = []
  for (const entry of entries) {
    const candidate = { entry, place: words.reduce((sum, word) => sum + placeOf(entry, word), 0) }
    const index = best.findIndex((other) => compare(candidate, other) < 0)
    if (index >= 0) best.splice(index, 0, candidate)
    else if (best.length < most) best.push(candidate)
    if (best.length > most) best.pop()
  }
  return best.map(({ entry }) => entry)
}

interface Ranked {
  readonly entry: Entry
  readonly place: number
}

/** Equal entries keep their original order. */
function compare(a: Ranked, b: Ranked): number {
  const [one, other] = [a.entry.row, b.entry.row]
  return (
    Number(isGone(one)) - Number(isGone(other)) ||
    a.place - b.place ||
    Number(one.secret === 'missing') - Number(other.secret === 'missing') ||
    Number(other.favourite) - Number(one.favourite) ||
    (other.copiedAt ?? 0) - (one.copiedAt ?? 0)
  )
}

const isGone = ({ goneSince }: KeyRow): boolean => goneSince !== undefined

/** The section in which a key is listed before any text is typed. */
export type RankedSection = 'favourites' | 'recent' | 'all'

/** Follows the order of {@link ranked} for an empty query: keys that cannot be copied or are deleted at their provider come last. */
export function sectionOf(row: KeyRow): RankedSection {
  if (isGone(row) || row.secret === 'missing') return 'all'
  if (row.favourite) return 'favourites'
  return row.copiedAt === undefined ? 'all' : 'recent'
}

/** The rank of the best place where `word` matches. `word` is folded. The first line of `text` is the key's name. */
function placeOf({ text, account, tags, environment }: Entry, word: string): number {
  const nameEnd = text.indexOf('\n')
  const name = nameEnd < 0 ? text : text.slice(0, nameEnd)
  if (name === word) return PLACE.whole
  if (name.startsWith(word)) return PLACE.nameStart
  if (name.includes(word)) return beginsWord(name, word) ? PLACE.wordStart : PLACE.name
  const isBeside = [account, environment, ...tags].some((one) => one.includes(word))
  return isBeside ? PLACE.beside : PLACE.elsewhere
}

/** Whether a word within `name` starts with `word`, such as "prod" in "grafana-prod". */
function beginsWord(name: string, word: string): boolean {
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1))
    if (!WORD_CHARACTER.test(name.charAt(at - 1))) return true
  return false
}
