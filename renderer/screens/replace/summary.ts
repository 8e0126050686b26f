/** The values of a catalogue form as lines to read. Pure. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FieldValue, FormValues } from '../../../shared/model/model.ts'
import { replaceMessages, summaryMessages } from './replace-messages.ts'

export type SummaryLine =
  | { readonly kind: 'text'; readonly label: string; readonly text: string }
  /** `at`: epoch milliseconds. */
  | { readonly kind: 'instant'; readonly label: string; readonly at: number }

/** One line for each field with a value, in the order of the form. A switch that is off is left out. */
export function summaryOf(fields: readonly Field[], values: FormValues): readonly SummaryLine[] {
  return fields.flatMap((field) => lineOf(field, values[field.name]) ?? [])
}

function lineOf(field: Field, value: FieldValue | undefined): SummaryLine | undefined {
  // The expiry of the new key matters most, so it has the same label at every provider.
  const label = field.name === 'validTo' ? replaceMessages.newExpires : field.label
  if (field.kind === 'instant')
    return typeof value === 'number' && !Number.isNaN(value)
      ? { kind: 'instant', label, at: value }
      : undefined
  const text = textOf(field, value)
  return text === '' ? undefined : { kind: 'text', label, text }
}

function textOf(field: Field, value: FieldValue | undefined): string {
  if (typeof value === 'string') return labelOf(field, value)
  if (value === true) return summaryMessages.on
  if (!Array.isArray(value)) return ''
  const texts = value.filter((one): one is string => typeof one === 'string')
  if (texts.length < value.length) return summaryMessages.permissions(value.length)
  return texts.map((one) => labelOf(field, one)).join(', ')
}

/** The label of a choice, or the text itself if it is not one of the choices. */
const labelOf = ({ choices = [] }: Field, text: string): string =>
  choices.find(({ value }) => value === text)?.label ?? text.trim()
