/** What a form of the catalogue begins with, what it may not be sent with, and what is sent. Pure. */
import type { Field } from '../../shared/model/catalogue.ts'
import type { AppError } from '../../shared/contract/errors.ts'
import type { FieldValue, FormValues } from '../../shared/model/model.ts'

export type FieldProblem = Extract<AppError, { kind: 'invalid' }>

const EMPTY: Record<Field['kind'], FieldValue | undefined> = {
  text: '',
  url: '',
  file: '',
  choice: '',
  choices: [],
  instant: undefined,
  switch: false,
  grants: [],
}

/** `known` wins over the field's own initial value: an edit begins with what is there. */
export function initialValues(fields: readonly Field[], known: FormValues = {}): FormValues {
  return Object.fromEntries(
    fields.flatMap((field): readonly [string, FieldValue][] => {
      const value = known[field.name] ?? field.initial ?? EMPTY[field.kind]
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

const isBlank = (value: FieldValue | undefined) =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

const isTooLong = (value: FieldValue | undefined, { maxLength }: Field) =>
  maxLength !== undefined && typeof value === 'string' && value.length > maxLength

/** The first thing wrong per field that can be seen without asking main; main checks everything again. */
export function problemsOf(fields: readonly Field[], values: FormValues): readonly FieldProblem[] {
  return fields.flatMap((field): readonly FieldProblem[] => {
    const value = values[field.name]
    if (field.required && isBlank(value)) return [{ kind: 'invalid', field: field.name, why: 'required' }]
    // A text that is no date; the field itself says how to write one.
    if (Number.isNaN(value)) return [{ kind: 'invalid', field: field.name, why: 'malformed' }]
    if (isTooLong(value, field)) return [{ kind: 'invalid', field: field.name, why: 'too-long' }]
    return []
  })
}

/** Leaves out what the user left blank, so that a provider's own default holds. */
export function filledValues(fields: readonly Field[], values: FormValues): FormValues {
  return Object.fromEntries(
    fields.flatMap(({ name }): readonly [string, FieldValue][] => {
      const value = values[name]
      return value === undefined || isBlank(value) ? [] : [[name, value]]
    }),
  )
}

/**
 * A typed or pasted secret as it is meant. A copied line often brings its line break along; a value of several
 * lines (a private key) is left as it is.
 */
export function secretAsTyped(text: string): string {
  const line = text.replace(/(\r?\n)+$/, '')
  return line.includes('\n') ? text : line
}
