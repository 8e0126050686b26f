/** Fills the provider's edit form with the known data of a key. Pure. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FieldValue, FormValues, Grant, KeyRow } from '../../../shared/model/model.ts'

interface Known {
  readonly key: KeyRow
  readonly grants: readonly Grant[]
}

const NAMED: readonly (readonly [
  kind: Field['kind'],
  name: RegExp,
  (known: Known) => FieldValue | undefined,
])[] = [
  ['grants', /./, ({ grants }) => [...grants]],
  ['switch', /^(enabled|active)$/i, ({ key }) => key.switch !== 'disabled'],
  ['instant', /from|start/i, ({ key }) => key.validFrom],
  ['instant', /./, ({ key }) => (key.expires.source === 'unknown' ? undefined : key.expires.at)],
  ['text', /^(label|name)$/i, ({ key }) => key.name],
  ['choice', /^(region|location|scope)$/i, ({ key }) => key.scope],
]

function valueOf(field: Field, known: Known): FieldValue | undefined {
  const reading = NAMED.find(([kind, name]) => kind === field.kind && name.test(field.name))
  return reading?.[2](known)
}

/**
 * Chooses the value by the field's kind and, where a kind is used twice, by its name: `label` or `name`, `validFrom` and
 * `validTo`, `enabled`, `grants`. A field for which the key has no value keeps its own initial value.
 */
export function knownDraft(fields: readonly Field[], known: Known): FormValues {
  return Object.fromEntries(
    fields.flatMap((field): readonly [string, FieldValue][] => {
      const value = valueOf(field, known)
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

/** The name that the user has typed in a form: the label or name field, trimmed. `undefined` while the field is empty. */
export function draftName(fields: readonly Field[], values: FormValues): string | undefined {
  const field = fields.find(({ kind, name }) => kind === 'text' && /^(label|name)$/i.test(name))
  const value = field && values[field.name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
