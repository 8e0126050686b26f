/** Values in an answer, found by JSON Pointers. */
import jsonpointer from 'jsonpointer'

/** The value at `pointer`; `undefined` if there is none. Ignores inherited members. */
export function valueAt(value: unknown, pointer: string): unknown {
  if (pointer === '') return value
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = jsonpointer.get(value, pointer)
  return typeof found === 'function' ? undefined : found
}

/** A text or a number as text, trimmed; `''` for anything else. */
export function textAt(value: unknown, pointer: string): string {
  const found = valueAt(value, pointer)
  if (typeof found === 'number') return Number.isFinite(found) ? String(found) : ''
  return typeof found === 'string' ? found.trim() : ''
}

/** The name of the member that a pointer leads to; `''` for the whole value. */
export const memberOf = (pointer: string): string =>
  pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
