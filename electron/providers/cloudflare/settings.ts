/** The account form of Cloudflare, and the parts of an account that are listed one by one. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { providerFailure } from '../failure.ts'
import { addressField, certificatesField, cleanForm, invalid, textOf } from '../forms.ts'

export const BASE = 'https://api.cloudflare.com/client/v4/'

/** The kinds of keys. A scope begins with its kind: `user`, `account:<account id>`, `access:<account id>`. */
export const KINDS = ['user', 'account', 'access'] as const
export type Kind = (typeof KINDS)[number]

export const KIND_CHOICES: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'user', label: 'User API tokens' },
  { value: 'account', label: 'Account API tokens' },
  { value: 'access', label: 'Access service tokens' },
]

const ID = /^[0-9a-f]{32}$/

export const ACCOUNT_FIELDS: readonly Field[] = [
  {
    name: 'lists',
    label: 'Keys to list',
    help: 'The managing token needs a permission for each kind',
    kind: 'choices',
    choices: KIND_CHOICES,
    required: true,
    initial: ['user'],
  },
  {
    name: 'accountId',
    label: 'Account ID',
    help: 'For account API tokens and Access service tokens. The dashboard shows it on the account’s overview page.',
    kind: 'text',
    required: false,
    placeholder: '32 hexadecimal digits',
    maxLength: 32,
  },
  addressField('Change only for a test instance.', BASE),
  certificatesField,
]

/** Throws Failure `invalid` with the field. */
export function cleanSettings(form: FormValues): FormValues {
  const cleaned = cleanForm(ACCOUNT_FIELDS, form)
  const id = accountIdOf(cleaned)
  if (id !== '' && !ID.test(id)) throw invalid('accountId', 'malformed')
  if (id === '' && kindsOf(cleaned).some((kind) => kind !== 'user')) throw invalid('accountId', 'required')
  return id === '' ? cleaned : { ...cleaned, accountId: id }
}

/** In lower case; `''` if the form has none. */
export const accountIdOf = (settings: FormValues): string => textOf(settings, 'accountId').toLowerCase()

export function kindsOf({ lists }: FormValues): readonly Kind[] {
  const chosen: readonly unknown[] = Array.isArray(lists) ? lists : []
  return KINDS.filter((kind) => chosen.includes(kind))
}

export const scopesOf = (settings: FormValues): readonly string[] =>
  kindsOf(settings).map((kind) => scopeOf(kind, settings))

export const scopeOf = (kind: Kind, settings: FormValues): string =>
  kind === 'user' ? kind : `${kind}:${accountIdOf(settings)}`

/** Throws Failure `provider` `invalid`, not sent, for a scope of another form. */
export function kindOf(scope: string): Kind {
  const [name] = scope.split(':', 1)
  const kind = KINDS.find((one) => one === name)
  if (kind === undefined) throw providerFailure({ why: 'invalid', outcome: 'not-sent' })
  return kind
}

/** The path of the keys of a scope. */
export function pathOf(scope: string): readonly string[] {
  const kind = kindOf(scope)
  if (kind === 'user') return ['user', 'tokens']
  const account = ['accounts', scope.slice(kind.length + 1)]
  return kind === 'account' ? [...account, 'tokens'] : [...account, 'access', 'service_tokens']
}
