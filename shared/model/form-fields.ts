/** The fields of a catalogue form that apply to its present values. Types only, so that the page can use this module without the schemas. */
import type { Field } from './catalogue.ts'
import type { FormValues } from './model.ts'

/** The name of the field that chooses the kind of a new key, at a provider with kinds. */
export const KIND_FIELD = 'kind'

/** Leaves out each field whose `onlyWhere` names another choice than the one made. */
export const applicableFields = (fields: readonly Field[], values: FormValues): readonly Field[] =>
  fields.filter(
    ({ onlyWhere }) =>
      onlyWhere === undefined || onlyWhere.values.some((value) => value === values[onlyWhere.field]),
  )

/** The fields of a key that replaces another one, whose draft this is: a replacement is always of the old key's kind. */
export const replacementFields = (fields: readonly Field[], draft: FormValues): readonly Field[] =>
  applicableFields(fields, draft)
    .filter(({ name, notInReplacement }) => name !== KIND_FIELD && notInReplacement !== true)
    .map(({ onlyWhere, ...field }) => (onlyWhere?.field === KIND_FIELD ? field : { ...field, onlyWhere }))
