/** What is already known of a key, in the shape of its provider's edit form. Pure. */
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
 * Read from the field's kind and, where a kind is used twice, its name: `label` or `name`, `validFrom` and
 * `validTo`, `enabled`, `grants`. What a key does not tell stays with the field's own initial value.
 */
export function knownDraft(fields: readonly Field[], known: Known): FormValues {
  return Object.fromEntries(
    fields.flatMap((field): readonly [string, FieldValue][] => {
      const value = valueOf(field, known)
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

/** What the user calls the key in a form: its label or name, `undefined` while it is empty. */
export function draftName(fields: readonly Field[], values: FormValues): string | undefined {
  const field = fields.find(({ kind, name }) => kind === 'text' && /^(label|name)$/i.test(name))
  const value = field && values[field.name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
