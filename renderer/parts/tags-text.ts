/** Tags as a line of text, and back. Pure. */

/** Separated by commas; blanks around them and doubles are dropped. */
export function tagsOf(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim())
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

export const tagsText = (tags: readonly string[]): string => tags.join(', ')
