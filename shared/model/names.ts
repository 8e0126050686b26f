/** The rules for names and tags, for the page's fields and for main. Pure. */
import { characters } from './characters.ts'
import { LONGEST_NAME, MOST_TAGS } from './limits.ts'

const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u
// Joiners and direction marks belong into names in many scripts and in emoji, and so do the signs of a flag such as England's. Other
// invisible ones only deceive.
const HARMLESS = /[\u200c-\u200f]|\p{RGI_Emoji_Tag_Sequence}/gv

export type NameProblem = 'required' | 'too-long' | 'malformed'

/** The problem with `name` after trimming: no visible character, more than 200 characters, or a character that is not displayed. */
export function nameProblem(name: string): NameProblem | undefined {
  const trimmed = name.trim()
  if (trimmed.replace(/[\u200c-\u200f]/g, '').trim() === '') return 'required'
  // No text has more characters than units, and counting characters takes long.
  if (trimmed.length > LONGEST_NAME && characters(trimmed) > LONGEST_NAME) return 'too-long'
  return UNSEEN.test(trimmed.replace(HARMLESS, '')) ? 'malformed' : undefined
}

/** The problem with a key's tags: each tag is a name without a comma, because people separate tags by commas; a key has at most 50. */
export function tagsProblem(tags: readonly string[]): NameProblem | undefined {
  if (tags.length > MOST_TAGS) return 'too-long'
  const problems = tags.map((tag) => (tag.includes(',') ? 'malformed' : nameProblem(tag)))
  return problems.find((problem) => problem !== undefined)
}
