/** Coralogix' addresses: one host per region, `api.<domain>`, for all its APIs. Source: its domain page and its own SDKs, read 2026. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { readBase } from '../addresses.ts'
import { ADDRESS_FIELD, addressField, certificatesField, cleanForm, invalid, textOf } from '../forms.ts'

const REGIONS = ['eu1', 'eu2', 'us1', 'us2', 'us3', 'ap1', 'ap2', 'ap3']

/** The former domains of regions; Coralogix is retiring these hosts. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['coralogix.com', 'eu1.coralogix.com'],
  ['coralogix.us', 'us1.coralogix.com'],
  ['cx498.coralogix.com', 'us2.coralogix.com'],
  ['coralogix.in', 'ap1.coralogix.com'],
  ['app.coralogix.in', 'ap1.coralogix.com'],
  ['coralogixsg.com', 'ap2.coralogix.com'],
])

const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/
const TEAM = /^[1-9]\d{0,9}$/
// uint32
const LAST_TEAM = 4_294_967_295

export const ACCOUNT_FIELDS: readonly Field[] = [
  {
    name: 'domain',
    label: 'Domain',
    help: 'Of your region, or one of your own. At a wrong one the key is not known.',
    kind: 'choice',
    choices: REGIONS.map((region) => {
      const value = `${region}.coralogix.com`
      return { value, label: `${region.toUpperCase()} (${value})` }
    }),
    other: true,
    required: true,
    maxLength: 250,
  },
  {
    name: 'teamId',
    label: 'Team ID',
    help: 'The number of your team. New keys belong to it unless you say otherwise.',
    kind: 'text',
    required: false,
    maxLength: 10,
  },
  addressField(
    'Only for another way than api.<domain>, a private link say.',
    'https://api.eu1.coralogix.com/',
  ),
  certificatesField,
]

/** The account form cleaned: a former domain becomes its successor. Throws Failure `invalid`. */
export function cleanSettings(form: FormValues): FormValues {
  const cleaned = cleanForm(ACCOUNT_FIELDS, form)
  const domain = bareDomain(textOf(cleaned, 'domain'))
  if (!DOMAIN.test(domain)) throw invalid('domain', 'malformed')
  const team = textOf(cleaned, 'teamId')
  if (team !== '' && !isTeam(team)) throw invalid('teamId', 'malformed')
  return { ...cleaned, domain: FORMER.get(domain) ?? domain }
}

/** The base address of all calls of an account. */
export function baseOf(settings: FormValues): URL {
  const own = textOf(settings, ADDRESS_FIELD)
  return own === ''
    ? readBase(`https://api.${textOf(settings, 'domain')}/`, 'domain')
    : readBase(own, ADDRESS_FIELD)
}

export const isTeam = (text: string): boolean => TEAM.test(text) && Number(text) <= LAST_TEAM

// People paste the address of an API, or of the old gRPC hosts.
function bareDomain(text: string): string {
  return text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/(:443)?\/*$/, '')
    .replace(/^(api|ng-api-grpc|ng-api-http)\./, '')
}
