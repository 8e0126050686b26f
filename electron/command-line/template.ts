/** Finds the references in a template, and fills it. Pure. */

/** Literal text, or a reference with its line number. */
export type TemplatePart = string | { readonly reference: string; readonly line: number }

// With braces: everything up to the closing braces. Without: the characters of a reference, except a final full stop or question mark.
const PLACE = /\{\{\s*(keyhold:\/\/secret\/[^{}\n]*?)\s*\}\}|keyhold:\/\/secret\/[\w.~%\-/?=]*[\w~%\-/=]/g

export function parseTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  let at = 0
  let line = 1
  for (const match of text.matchAll(PLACE)) {
    const before = text.slice(at, match.index)
    if (before !== '') parts.push(before)
    line += before.split('\n').length - 1
    parts.push({ reference: match[1] ?? match[0], line })
    at = match.index + match[0].length
  }
  if (at < text.length) parts.push(text.slice(at))
  return parts
}

/** `secrets` in the order of the references. */
export function fillTemplate(parts: readonly TemplatePart[], secrets: readonly string[]): string {
  let next = 0
  return parts.map((part) => (typeof part === 'string' ? part : (secrets[next++] ?? ''))).join('')
}
