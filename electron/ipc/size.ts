/** Measures a call's input before it is parsed. Pure. */

/** Every value counts so much, besides the characters and bytes in it. */
const VALUE = 8

/**
 * Whether `value` is bigger than `most`, in characters, bytes and values. Never looks at more than that: a structured clone may hold
 * itself, and then has no end.
 */
export function isBiggerThan(most: number, value: unknown): boolean {
  const rest: unknown[] = [value]
  let size = 0
  while (rest.length > 0) {
    const one = rest.pop()
    size += VALUE + ownSize(one)
    if (size > most) return true
    if (typeof one !== 'object' || one === null || ArrayBuffer.isView(one)) continue
    for (const key in one) {
      size += key.length
      rest.push((one as Record<string, unknown>)[key])
      if (size + rest.length > most) return true
    }
  }
  return false
}

function ownSize(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength
  return value instanceof Map || value instanceof Set ? value.size * VALUE : 0
}
