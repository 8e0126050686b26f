/** Checks a value that passes the gate against its schema. */

export type Parsed =
  { readonly success: true; readonly data: unknown } | { readonly success: false; readonly error: unknown }

/**
 * Like the schema's own `safeParse`, but never throws. A read-only schema freezes its input, also an invalid one, and a typed array cannot be
 * frozen.
 */
export function parseSafely(schema: { safeParse(value: unknown): Parsed }, value: unknown): Parsed {
  try {
    return schema.safeParse(value)
  } catch (error) {
    return { success: false, error }
  }
}
