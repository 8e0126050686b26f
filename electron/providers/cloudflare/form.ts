/** The forms of a new and of a changed key, for each kind of keys. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { cleanForm, grantsOf, instantOf, invalid, listOf, textOf } from '../forms.ts'
import { isComplete } from './policies.ts'
import { KIND_CHOICES, kindsOf, scopeOf, type Kind } from './settings.ts'

/** The API takes at most 120 characters. */
export const LONGEST_NAME = 120

const NAME: Field = { name: 'name', label: 'Name', kind: 'text', required: true, maxLength: LONGEST_NAME }

const DATES: readonly Field[] = [
  {
    name: 'validFrom',
    label: 'Starts',
    help: 'Leave empty to start immediately',
    kind: 'instant',
    required: false,
  },
  { name: 'validTo', label: 'Expires', help: 'Leave empty for no expiry', kind: 'instant', required: false },
]

const GRANTS: Field = {
  name: 'grants',
  label: 'Permissions',
  help: 'Each permission needs a resource, such as a zone or an account',
  kind: 'grants',
  required: true,
}

const addresses = (name: string, label: string, help: string): Field => ({
  name,
  label,
  help,
  kind: 'choices',
  choices: [],
  other: true,
  required: false,
  maxLength: 60,
  advanced: true,
})

const ADDRESSES: readonly Field[] = [
  addresses('ipIn', 'Allowed addresses', 'IP addresses or CIDR ranges. Leave empty to allow every address.'),
  addresses('ipNotIn', 'Refused addresses', 'IP addresses or CIDR ranges'),
]

const DURATION: Field = {
  name: 'duration',
  label: 'Duration',
  kind: 'choice',
  choices: [
    { value: '2160h', label: '90 days' },
    { value: '8760h', label: '1 year' },
    { value: '17520h', label: '2 years' },
    { value: 'forever', label: 'No expiry' },
  ],
  other: true,
  required: false,
}

const REFRESH: Field = {
  name: 'refresh',
  label: 'Extend now',
  help: 'The token’s duration begins again. The secret stays.',
  kind: 'switch',
  required: false,
}

const TOKEN_KINDS: readonly Kind[] = ['user', 'account']
const onlyFor = (kinds: readonly Kind[], fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => ({ ...field, onlyWhere: { field: 'kind', values: kinds } }))

export const CREATE_FIELDS: readonly Field[] = [
  {
    name: 'kind',
    label: 'Kind',
    help: 'Only the kinds that this account lists can be created',
    kind: 'choice',
    choices: KIND_CHOICES,
    required: true,
    initial: 'user',
  },
  NAME,
  ...onlyFor(TOKEN_KINDS, [...DATES, GRANTS, ...ADDRESSES]),
  ...onlyFor(['access'], [{ ...DURATION, help: 'Go’s form is allowed, too: 720h. Empty means one year.' }]),
]

/** Whether a change sets the addresses of the form, or allows every address. */
const THESE_ADDRESSES = 'these'

export const TOKEN_UPDATE_FIELDS: readonly Field[] = [
  NAME,
  ...DATES,
  GRANTS,
  {
    name: 'addresses',
    label: 'Addresses',
    help: 'Choose nothing to keep them',
    kind: 'choice',
    choices: [
      { value: THESE_ADDRESSES, label: 'Replace them' },
      { value: 'every', label: 'Allow every address' },
    ],
    required: false,
    advanced: true,
  },
  ...ADDRESSES.map((field): Field => ({
    ...field,
    onlyWhere: { field: 'addresses', values: [THESE_ADDRESSES] },
  })),
]

export const ACCESS_UPDATE_FIELDS: readonly Field[] = [
  NAME,
  { ...DURATION, help: 'Leave empty to keep it' },
  REFRESH,
]

/** The draft of a new key, cleaned, and its scope. Throws Failure `invalid`. */
export function checkNew(draft: FormValues, settings: FormValues) {
  const cleaned = checked(CREATE_FIELDS, draft)
  const kind = cleaned.kind as Kind
  if (!kindsOf(settings).includes(kind)) throw invalid('kind', 'unknown-choice')
  return { draft: cleaned, label: textOf(cleaned, 'name'), scope: scopeOf(kind, settings) }
}

/** The draft of a changed key. Throws Failure `invalid`. */
export const checkChange = (draft: FormValues, kind: Kind): FormValues =>
  checked(kind === 'access' ? ACCESS_UPDATE_FIELDS : TOKEN_UPDATE_FIELDS, draft)

function checked(fields: readonly Field[], draft: FormValues): FormValues {
  const cleaned = cleanForm(fields, draft)
  const start = instantOf(cleaned, 'validFrom')
  const end = instantOf(cleaned, 'validTo')
  if (start !== undefined && end !== undefined && end <= start) throw invalid('validTo', 'malformed')
  if (!grantsOf(cleaned, 'grants').every(isComplete)) throw invalid('grants', 'malformed')
  const duration = textOf(cleaned, 'duration')
  if (duration !== '' && !DURATIONS.test(duration)) throw invalid('duration', 'malformed')
  for (const name of ['ipIn', 'ipNotIn'])
    if (!listOf(cleaned, name).every((range) => RANGE.test(range))) throw invalid(name, 'malformed')
  return cleaned
}

/** The form that Go writes durations in, and the word for "never". */
const DURATIONS = /^(?:forever|(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+)$/
const RANGE = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)(?:\/\d{1,3})?$/i
