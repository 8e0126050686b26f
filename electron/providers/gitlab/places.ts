/** Where GitLab keeps tokens: with the user, in a project, in a group. Each place is one scope of the account. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { ADDRESS_FIELD, baseFrom, certificatesField, cleanForm, invalid } from '../forms.ts'

export interface Place {
  readonly kind: 'personal' | 'project' | 'group'
  /** Its full path or its number; `''` for the user's own tokens. */
  readonly name: string
}

/** The base of calls that belong to no project and no group, and the scope of the user's own tokens. */
export const ROOT = ''
export const PERSONAL = 'personal'
/** The kind of a new token that belongs to a project or group. */
export const IN_PLACE = 'place'

const GITLAB_COM = 'https://gitlab.com/'
const API_PATH = 'api/v4/'
const PROJECTS = 'projects'
const GROUPS = 'groups'
const LONGEST_PATH = 500

const placesField = (name: string, label: string, help: string): Field => ({
  name,
  label,
  help,
  kind: 'choices',
  choices: [],
  other: true,
  required: false,
  maxLength: LONGEST_PATH,
})

export const ACCOUNT_FIELDS: readonly Field[] = [
  placesField(
    PROJECTS,
    'Projects',
    'The projects whose access tokens you use: the full path, for example “team/app”, or the project ID',
  ),
  placesField(
    GROUPS,
    'Groups',
    'The groups whose access tokens you use: the full path, for example “team”, or the group ID',
  ),
  {
    name: ADDRESS_FIELD,
    label: 'Address',
    help: 'Of your own GitLab server. Leave empty for gitlab.com.',
    kind: 'url',
    required: false,
    placeholder: 'https://gitlab.example.com',
    maxLength: 500,
  },
  {
    ...certificatesField,
    help: 'A PEM file with the certificate of the authority that issued your server’s certificate',
  },
]

/** The account form cleaned: places as full paths or numbers, each once. Throws Failure `invalid`. */
export function cleanSettings(form: FormValues): FormValues {
  const cleaned = cleanForm(ACCOUNT_FIELDS, form)
  const site = siteOf(cleaned)
  const names = (field: string) => [
    ...new Set(namesOf(cleaned, field).map((text) => cleanName(text, site, field))),
  ]
  const some = (field: string) => (namesOf(cleaned, field).length === 0 ? {} : { [field]: names(field) })
  return { ...cleaned, ...some(PROJECTS), ...some(GROUPS) }
}

/** GitLab's own rule for paths; a project lies in a group or with a user, so its path has two parts at least. */
const PATH = /^[a-z0-9_][\w.-]*(\/[a-z0-9_][\w.-]*)*$/i

/** People paste the address of the page, too. */
function cleanName(text: string, site: URL, field: string): string {
  const isAddress = text.startsWith(site.href)
  const path = isAddress ? text.slice(site.href.length).replace(/(\/-\/|[?#]).*$/, '') : text
  const name = path.replace(/^\/+|\/+$/g, '').replace(isAddress ? /^groups\// : '', '')
  const isWhole = /^\d+$/.test(name) || (PATH.test(name) && (field === GROUPS || name.includes('/')))
  if (!isWhole) throw invalid(field, 'malformed')
  return name
}

/** The user's own tokens first, then the projects and the groups in the order of the form. */
export function scopesOf(settings: FormValues): readonly string[] {
  return [PERSONAL, ...placesOf(settings).map(scopeOf)]
}

/** The base address of every scope, and of {@link ROOT}. A project is part of the address, so its path is encoded in the base. */
export function basesOf(settings: FormValues): Readonly<Record<string, URL>> {
  const root = rootOf(settings)
  const own = placesOf(settings).map((place) => [scopeOf(place), baseOf(root, place)] as const)
  return { [ROOT]: root, [PERSONAL]: root, ...Object.fromEntries(own) }
}

/** The base of the API. The address may contain its path or not. */
export function rootOf(settings: FormValues): URL {
  const base = siteOf(settings)
  return base.pathname.endsWith(`/${API_PATH}`) ? base : new URL(API_PATH, base)
}

/** The page where a personal token is made, with its name and scope filled in. */
export function tokenPageOf(settings: FormValues): string {
  const root = rootOf(settings)
  const site = new URL(root.pathname.slice(0, -API_PATH.length), root)
  return new URL('-/user_settings/personal_access_tokens?name=Keyhold&scopes=api', site).href
}

export function placeOf(scope: string): Place {
  const [, kind, name = ''] = /^(project|group):(.*)$/.exec(scope) ?? []
  return kind === undefined ? { kind: 'personal', name } : { kind: kind as Place['kind'], name }
}

/** What the user calls the place. */
export const namePlace = ({ kind, name }: Place): string =>
  kind === 'personal' ? 'the personal tokens' : `the ${kind} ${name}`

export const namesPlaces = (settings: FormValues): boolean => placesOf(settings).length > 0

/**
 * The scope that a draft names: a path or number of the account form, or a whole scope; the account's only one if the draft names none. Throws
 * Failure `invalid`.
 */
export function draftScope(text: string, settings: FormValues, field: string): string {
  const places = placesOf(settings)
  const wanted = text.replace(/^\/+|\/+$/g, '')
  const fits = places.filter((place) => wanted === '' || wanted === place.name || wanted === scopeOf(place))
  const [only, ...others] = fits
  if (only === undefined || others.length > 0)
    throw invalid(field, wanted === '' ? 'required' : 'unknown-choice')
  return scopeOf(only)
}

/** How a draft names the place of a scope. A number may be that of a project and of a group. */
export function draftPlace(scope: string, settings: FormValues): string {
  const { name } = placeOf(scope)
  return placesOf(settings).filter((place) => place.name === name).length === 1 ? name : scope
}

const scopeOf = ({ kind, name }: Place): string => `${kind}:${name}`

const baseOf = (root: URL, { kind, name }: Place): URL =>
  new URL(`${root.href}${kind}s/${encodeURIComponent(name)}/`)

const siteOf = (settings: FormValues): URL => baseFrom(settings, GITLAB_COM)

const placesOf = (settings: FormValues): readonly Place[] => [
  ...namesOf(settings, PROJECTS).map((name) => ({ kind: 'project', name }) as const),
  ...namesOf(settings, GROUPS).map((name) => ({ kind: 'group', name }) as const),
]

function namesOf(settings: FormValues, field: string): readonly string[] {
  const value = settings[field]
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []
}
