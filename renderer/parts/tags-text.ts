/** Converts tags to a line of text and back. Pure. */
import { LONGEST_NAME, MOST_TAGS } from '../../shared/model/limits.ts'
import { tagsProblem } from '../../shared/model/names.ts'

export const TAGS_HELP = 'Separated by commas.'

/** Splits at commas. Drops spaces around tags, empty tags and duplicates. */
export function tagsOf(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim())
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

/** The message for a problem with `tags`, or `undefined`. */
export function tagsSentence(tags: readonly string[]): string | undefined {
  const problem = tagsProblem(tags)
  if (problem === undefined) return undefined
  if (problem === 'malformed') return 'A tag holds a character that is not shown.'
  return `At most ${MOST_TAGS} tags, of at most ${LONGEST_NAME} characters each.`
}

export const tagsText = (tags: readonly string[]): string => tags.join(', ')
