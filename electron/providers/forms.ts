/** Cleans the values of a form by the same field definitions that the page uses to draw it. */
import type { Field } from '../../shared/model/catalogue.ts'
import { Failure } from '../../shared/contract/errors.ts'
import { FormValues, Grant } from '../../shared/model/model.ts'
import { applicableFields } from '../../shared/model/form-fields.ts'
import { readBase } from './addresses.ts'

/** The field names that the account forms of all providers share. */
export const ADDRESS_FIELD = 'baseUrl'
export const CERTIFICATES_FIELD = 'caFile'

/** The placeholder for the scope in an address ("https://{region}.example.net/"). */
export const SCOPE_HOLE = '{region}'

/** The account field that overrides a provider's address. */
export const addressField = (help: string, placeholder: string): Field => ({
  name: ADDRESS_FIELD,
  label: 'Address',
  help,
  kind: 'url',
  required: false,
  placeholder,
  maxLength: 500,
  advanced: true,
})

/** The address of an account, which is `usual` unless its form has one. Throws Failure `invalid`. */
export const baseFrom = (settings: FormValues, usual: string): URL =>
  readBase(textOf(settings, ADDRESS_FIELD) || usual, ADDRESS_FIELD)

/** The account field for the user's own certificate. */
export const certificatesField: Field = {
  name: CERTIFICATES_FIELD,
  label: 'Certificate file',
  help: 'A PEM file with certificates to trust for this account, besides the system’s own',
  kind: 'file',
  required: false,
  maxLength: 1_000,
  advanced: true,
}

const LONGEST_TEXT = 1_000
const LONGEST_LIST = 500
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59)

type Trouble = Extract<Failure['error'], { kind: 'invalid' }>['why']

/** A Failure `invalid` for one field. */
export const invalid = (field: string, why: Trouble): Failure => new Failure({ kind: 'invalid', field, why })

/**
 * The values of `form`, trimmed and checked; empty values are left out. Cleaning twice changes nothing.
 * The value of a field that does not apply (`Field.onlyWhere`) is left out unread.
 * Throws Failure `invalid` with the first wrong field, including fields that the form does not have.
 */
export function cleanForm(fields: readonly Field[], form: FormValues): FormValues {
  const stranger = Object.keys(form).find((name) => !fields.some((field) => field.name === name))
  if (stranger !== undefined) throw invalid(stranger, 'malformed')
  const cleaned = applicableFields(fields, form).map(
    (field) => [field.name, cleanField(field, form[field.name])] as const,
  )
  return Object.fromEntries(cleaned.filter(([, value]) => value !== undefined)) as FormValues
}

function cleanField(field: Field, raw: unknown): FormValues[string] | undefined {
  const value = raw === undefined ? undefined : CLEANERS[field.kind](field, raw)
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  if (isEmpty && field.required) throw invalid(field.name, 'required')
  return isEmpty ? undefined : value
}

type Cleaner = (field: Field, raw: unknown) => FormValues[string]

const CLEANERS: Readonly<Record<Field['kind'], Cleaner>> = {
  text: cleanText,
  file: cleanText,
  url: (field, raw) => {
    const text = cleanText(field, raw)
    if (text !== '') readBase(text.replace(SCOPE_HOLE, 'region'), field.name)
    return text
  },
  choice: (field, raw) => chosen(field, cleanText(field, raw)),
  choices: (field, raw) => {
    if (!Array.isArray(raw)) throw invalid(field.name, 'malformed')
    if (raw.length > LONGEST_LIST) throw invalid(field.name, 'too-long')
    return [...new Set(raw.map((item) => chosen(field, cleanText(field, item))))].filter(
      (item) => item !== '',
    )
  },
  instant: (field, raw) => {
    if (!Number.isInteger(raw)) throw invalid(field.name, 'malformed')
    const at = raw as number
    if (at < 0 || at > LAST_INSTANT) throw invalid(field.name, 'malformed')
    return at
  },
  switch: (field, raw) => {
    if (typeof raw !== 'boolean') throw invalid(field.name, 'malformed')
    return raw
  },
  grants: (field, raw) => {
    const parsed = Grant.array().safeParse(raw)
    if (!parsed.success) throw invalid(field.name, 'malformed')
    if (parsed.data.length > LONGEST_LIST) throw invalid(field.name, 'too-long')
    const isHollow = ({ permission, target }: Grant) =>
      permission.trim() === '' || target?.type.trim() === '' || target?.id.trim() === ''
    if (parsed.data.some(isHollow)) throw invalid(field.name, 'malformed')
    return parsed.data
  },
}

function cleanText(field: Field, raw: unknown): string {
  if (typeof raw !== 'string') throw invalid(field.name, 'malformed')
  const text = raw.trim()
  if (text.length > (field.maxLength ?? LONGEST_TEXT)) throw invalid(field.name, 'too-long')
  // UTF-8 cannot encode half of a surrogate pair without changing it.
  if (/\p{Cc}/u.test(text) || !text.isWellFormed()) throw invalid(field.name, 'malformed')
  return text
}

function chosen(field: Field, text: string): string {
  const isKnown = text === '' || field.other === true || field.choices?.some(({ value }) => value === text)
  if (isKnown !== true) throw invalid(field.name, 'unknown-choice')
  return text
}

/** The value of a text field, `''` if it is empty. */
export function textOf(form: FormValues, name: string): string {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}

/** The values of a choices field, `[]` if it is empty. */
export function listOf(form: FormValues, name: string): readonly string[] {
  const value = form[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** The value of an instant field. */
export function instantOf(form: FormValues, name: string): number | undefined {
  const value = form[name]
  return typeof value === 'number' ? value : undefined
}

/** The value of a grants field, `[]` if it is empty. */
export function grantsOf(form: FormValues, name: string): readonly Grant[] {
  const parsed = Grant.array().safeParse(form[name])
  return parsed.success ? parsed.data : []
}
