/** Reads a value by a JSON Pointer (RFC 6901). Pure. */

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')
const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1')

/** `undefined` if the value has no such part. Inherited members are not found. */
export function valueAt(value: unknown, pointer: string): unknown {
  let found = value
  for (const part of pointer.split('/').slice(1).map(unescaped)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[part]
  }
  return found
}

export const pointerTo = (parts: readonly string[]): string =>
  parts.map((part) => `/${escaped(part)}`).join('')
