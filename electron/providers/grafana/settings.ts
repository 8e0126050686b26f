/** The account form: the address of a Grafana, with its subpath, and the certificate of a private authority. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { readBase } from '../addresses.ts'
import { ADDRESS_FIELD, certificatesField, cleanForm, textOf } from '../forms.ts'

const API_PATH = 'api/'

export const ACCOUNT_FIELDS: readonly Field[] = [
  {
    name: ADDRESS_FIELD,
    label: 'Address',
    help: 'Of your own Grafana with its subpath, or of your Grafana Cloud stack',
    kind: 'url',
    required: true,
    placeholder: 'https://grafana.example.net/grafana/',
    maxLength: 500,
  },
  {
    ...certificatesField,
    help: 'A PEM file with the certificate of the authority that issued your Grafana’s certificate',
    advanced: false,
  },
]

/** The account form cleaned. Throws Failure `invalid`. */
export const cleanSettings = (form: FormValues): FormValues => cleanForm(ACCOUNT_FIELDS, form)

/** The base of the one scope. Without an address there is none: every Grafana has an address of its own. */
export function basesOf(settings: FormValues): Readonly<Record<string, URL>> {
  const address = textOf(settings, ADDRESS_FIELD)
  return address === '' ? {} : { '': apiBaseOf(address) }
}

/** The list of service accounts, where a token is made. */
export function accountsPageOf(settings: FormValues): string | undefined {
  const base = basesOf(settings)['']
  if (base === undefined) return undefined
  return new URL('org/serviceaccounts', new URL(base.pathname.slice(0, -API_PATH.length), base)).href
}

/** The address may contain the path of the API or not. */
function apiBaseOf(address: string): URL {
  const base = readBase(address, ADDRESS_FIELD)
  return base.pathname.endsWith(`/${API_PATH}`) ? base : new URL(API_PATH, base)
}
