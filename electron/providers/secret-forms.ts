/** Finds secrets in texts that are cut, damaged or unexpected, by the name of their JSON member. */

/**
 * The whole values of every member called `name`, also in JSON text that is quoted in another one or written into a page. Each value once, unchanged.
 * `text` need not be valid JSON.
 */
export function membersOf(text: string, name: string): readonly string[] {
  const found = read(text, name)
  return found.length > 0 ? found : read(unquoted(text), name)
}

function read(text: string, name: string): readonly string[] {
  // A JSON string ends with its quotation mark and contains no control characters, so a value that is cut does not match.
  const member = new RegExp(`"${escaped(name)}"\\s*:\\s*("(?:[^"\\\\\\p{Cc}]|\\\\.)*")`, 'gu')
  return [...new Set([...text.matchAll(member)].flatMap(([, value = '']) => parsed(value)))]
}

/** As JSON writes it, and as a pattern for nothing else. */
const escaped = (name: string): string =>
  JSON.stringify(name)
    .slice(1, -1)
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

function parsed(value: string): readonly string[] {
  try {
    const text: unknown = JSON.parse(value)
    return typeof text === 'string' && text.trim() !== '' ? [text] : []
  } catch {
    return []
  }
}

const unquoted = (text: string): string => text.replaceAll('\\"', '"').replaceAll(/&(?:quot|#34);/g, '"')
