/** The regions of an IONOS Cloud service: one host per region, and no call across regions. Source: the metric pipelines page and the Go SDK. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { readBase } from '../addresses.ts'
import {
  ADDRESS_FIELD,
  addressField,
  certificatesField,
  cleanForm,
  invalid,
  SCOPE_HOLE,
  textOf,
} from '../forms.ts'

const REGIONS: ReadonlyMap<string, string> = new Map([
  ['de-fra', 'Frankfurt'],
  ['de-txl', 'Berlin'],
  ['es-vit', 'Logroño'],
  ['fr-par', 'Paris'],
  ['gb-bhx', 'Worcester'],
  ['gb-lhr', 'London'],
  ['us-ewr', 'Newark'],
  ['us-las', 'Las Vegas'],
  ['us-mci', 'Lenexa'],
])

// A region becomes part of a host name.
const REGION = /^[a-z0-9]{2,8}(-[a-z0-9]{2,8}){1,2}$/

export const REGION_CHOICES = [...REGIONS].map(([value, city]) => ({
  value,
  label: `${city} (${value})`,
}))

/** A region's name for people. */
export function regionLabel(scope: string): string {
  const city = REGIONS.get(scope)
  return city === undefined ? scope || 'the given address' : `${city} (${scope})`
}

/** The account form of a service whose hosts begin with `host`. */
export const accountFields = (host: string): readonly Field[] => [
  {
    name: 'regions',
    label: 'Regions',
    help: 'A pipeline is visible only in its own region. Choose every region that you use.',
    kind: 'choices',
    choices: REGION_CHOICES,
    other: true,
    required: true,
    initial: ['de-fra'],
    maxLength: 30,
  },
  {
    name: 'contractNumber',
    label: 'Contract number',
    help: 'Only if your user belongs to several contracts',
    kind: 'text',
    required: false,
    maxLength: 20,
    advanced: true,
  },
  addressField(
    `Only for another installation. ${SCOPE_HOLE} stands for the region; without it, this one address is all there is.`,
    `https://${host}.${SCOPE_HOLE}.ionos.com/`,
  ),
  certificatesField,
]

/** The account form cleaned: regions in the form of host names ("de/fra" becomes "de-fra"). Throws Failure `invalid`. */
export function cleanSettings(host: string, form: FormValues): FormValues {
  const cleaned = cleanForm(accountFields(host), form)
  const regions = regionsOf(cleaned).map(normalRegion)
  if (!regions.every((region) => REGION.test(region))) throw invalid('regions', 'unknown-choice')
  if (!/^\d*$/.test(textOf(cleaned, 'contractNumber'))) throw invalid('contractNumber', 'malformed')
  return { ...cleaned, regions: [...new Set(regions)] }
}

/** One scope per region, or a single scope if the address contains no region. */
export function scopesOf(settings: FormValues): readonly string[] {
  const address = textOf(settings, ADDRESS_FIELD)
  return address === '' || address.includes(SCOPE_HOLE) ? regionsOf(settings) : ['']
}

/** The base address of every scope. */
export function basesOf(host: string, settings: FormValues): Readonly<Record<string, URL>> {
  const pattern = textOf(settings, ADDRESS_FIELD) || `https://${host}.${SCOPE_HOLE}.ionos.com/`
  const base = (scope: string): URL => readBase(pattern.replaceAll(SCOPE_HOLE, scope), ADDRESS_FIELD)
  return Object.fromEntries(scopesOf(settings).map((scope) => [scope, base(scope)]))
}

/** The draft's scope, else the account's first. Throws Failure `invalid` if the account does not have it. */
export function scopeFor(region: string, settings: FormValues): string {
  const scopes = scopesOf(settings)
  if (scopes.includes('')) return ''
  const scope = region === '' ? scopes[0] : normalRegion(region)
  if (scope === undefined || !scopes.includes(scope)) throw invalid('region', 'unknown-choice')
  return scope
}

const normalRegion = (text: string): string => text.toLowerCase().replaceAll('/', '-')

function regionsOf(settings: FormValues): readonly string[] {
  const { regions } = settings
  return Array.isArray(regions) ? regions.filter((region) => typeof region === 'string') : []
}
