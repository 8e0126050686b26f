/** Converts tags to a line of text and back. Pure. */
import { LONGEST_NAME, MOST_TAGS } from '../../shared/model/limits.ts'
import { tagsProblem } from '../../shared/model/names.ts'
import { tagListMessages } from '../messages/parts-messages.ts'

/** Splits at commas. Drops spaces around tags, empty tags and duplicates. */
export function tagsOf(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim())
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

/** The message for a problem with `tags`, or `undefined`. */
export function tagsSentence(tags: readonly string[]): string | undefined {
  const problem = tagsProblem(tags)
  if (problem === undefined) return undefined
  if (problem === 'malformed') return tagListMessages.malformed
  return tagListMessages.tooMany(MOST_TAGS, LONGEST_NAME)
}

export const tagsText = (tags: readonly string[]): string => tags.join(', ')
