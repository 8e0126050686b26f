/** What a name and a tag may hold: one rule for the page's fields and for main. Pure. */
import { characters } from './characters.ts'
import { LONGEST_NAME, MOST_TAGS } from './limits.ts'

const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u
// Joiners and direction marks belong into names in many scripts and in emoji, and so do the signs of a flag such as England's. Other
// invisible ones only deceive.
const HARMLESS = /[\u200c-\u200f]|\p{RGI_Emoji_Tag_Sequence}/gv

export type NameProblem = 'required' | 'too-long' | 'malformed'

/** What is wrong with `name` once it is trimmed: nothing to see in it, more than 200 characters, or one that is not shown. */
export function nameProblem(name: string): NameProblem | undefined {
  const trimmed = name.trim()
  if (trimmed.replace(/[\u200c-\u200f]/g, '').trim() === '') return 'required'
  if (characters(trimmed) > LONGEST_NAME) return 'too-long'
  return UNSEEN.test(trimmed.replace(HARMLESS, '')) ? 'malformed' : undefined
}

/** What is wrong with a key's tags: each is a name without a comma, which separates tags where people write them; a key has at most 50. */
export function tagsProblem(tags: readonly string[]): NameProblem | undefined {
  if (tags.length > MOST_TAGS) return 'too-long'
  const problems = tags.map((tag) => (tag.includes(',') ? 'malformed' : nameProblem(tag)))
  return problems.find((problem) => problem !== undefined)
}
