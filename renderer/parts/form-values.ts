/** Computes a catalogue form's initial values, its problems, and the values to send. Pure. */
import type { Field } from '../../shared/model/catalogue.ts'
import { applicableFields } from '../../shared/model/form-fields.ts'
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

/** `known` takes precedence over the field's own initial value, because an edit starts with the present values. */
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

/** The first problem of each field that the page can detect. The main process checks everything again. */
export function problemsOf(fields: readonly Field[], values: FormValues): readonly FieldProblem[] {
  return applicableFields(fields, values).flatMap((field): readonly FieldProblem[] => {
    const value = values[field.name]
    if (field.required && isBlank(value)) return [{ kind: 'invalid', field: field.name, why: 'required' }]
    // The text is not a date. The field itself shows how to write one.
    if (Number.isNaN(value)) return [{ kind: 'invalid', field: field.name, why: 'malformed' }]
    if (isTooLong(value, field)) return [{ kind: 'invalid', field: field.name, why: 'too-long' }]
    return []
  })
}

/** Leaves out blank values, so that the provider's own default applies, and the values of fields that do not apply. */
export function filledValues(fields: readonly Field[], values: FormValues): FormValues {
  return Object.fromEntries(
    applicableFields(fields, values).flatMap(({ name }): readonly [string, FieldValue][] => {
      const value = values[name]
      return value === undefined || isBlank(value) ? [] : [[name, value]]
    }),
  )
}

/**
 * Removes the line break at the end of a typed or pasted secret of one line, which copying a line often adds. A value of several lines
 * (a private key) stays unchanged.
 */
export function secretAsTyped(text: string): string {
  const line = text.replace(/(\r?\n)+$/, '')
  return line.includes('\n') ? text : line
}
