/** Measures a call's input before it is parsed. Pure. */

/** The size of every value, besides its characters and bytes. */
const VALUE = 8

/**
 * Whether `value` is larger than `most`, in characters, bytes and values. Never visits more than that, because a structured clone may contain
 * itself.
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
