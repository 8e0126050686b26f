/** Checks a value that crosses the gate against its schema. */

type Parsed =
  { readonly success: true; readonly data: unknown } | { readonly success: false; readonly error: unknown }

/**
 * As the schema's own `safeParse`, and it never throws. A read-only schema freezes the value that it got, also a wrong one, and a typed array cannot
 * be frozen.
 */
export function parseSafely(schema: { safeParse(value: unknown): Parsed }, value: unknown): Parsed {
  try {
    return schema.safeParse(value)
  } catch (error) {
    return { success: false, error }
  }
}
