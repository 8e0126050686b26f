/** JSON columns: written without a check, read with one. A value that does not fit is damage, never a silent gap. */
import { Failure } from '../../shared/contract/errors.ts'

/** The part of a zod schema that reading needs. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}

/** Throws Failure `vault`/`damaged` if the text is not JSON or does not have that shape. */
export const readJson = <T>(schema: Schema<T>, text: string): T => readValue(schema, parseJson(text))

/** The same for a value that is already parsed. */
export function readValue<T>(schema: Schema<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw damaged()
  return parsed.data
}

export const readOptionalJson = <T>(schema: Schema<T>, text: string | null): T | undefined =>
  text === null ? undefined : readJson(schema, text)

export const writeJson = (value: unknown): string => JSON.stringify(value)

export const writeOptionalJson = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value)

/**
 * A list whose items are checked by hand: ten thousand keys are read at every start, and one schema parse per row would cost more than the query.
 * Throws like {@link readJson}.
 */
export function readList<T>(isItem: (value: unknown) => value is T, text: string): readonly T[] {
  if (text === '[]') return []
  const list = parseJson(text)
  if (!Array.isArray(list) || !list.every(isItem)) throw damaged()
  return list
}

/** An object that has these text fields; the caller checks its other fields. Throws like {@link readJson}. */
export function readTexts<N extends string>(text: string, ...names: readonly N[]): WithTexts<N> {
  const value = parseJson(text)
  if (!hasTexts(value, ...names)) throw damaged()
  return value
}

type WithTexts<N extends string> = Readonly<Record<N, string>> & Readonly<Record<string, unknown>>

export const isNumber = (value: unknown): value is number => typeof value === 'number'

export const isText = (value: unknown): value is string => typeof value === 'string'

/** Whether the value is an object with these text fields. */
export const hasTexts = <N extends string>(value: unknown, ...names: readonly N[]): value is WithTexts<N> =>
  typeof value === 'object' && value !== null && names.every((name) => isText(Reflect.get(value, name)))

const damaged = (): Failure => new Failure({ kind: 'vault', why: 'damaged' })

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw damaged()
  }
}
