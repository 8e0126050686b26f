/** The account form: how Keyhold signs in to Atlas, and the organization or the projects whose keys it lists. */
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { DigestUser } from '../digest-exchange.ts'
import { addressField, baseFrom, certificatesField, cleanForm, invalid, listOf, textOf } from '../forms.ts'
import type { TokenSource } from '../token-exchange.ts'
import { partsOf } from './addresses.ts'
import { API_KEY, kindOf, SECRET, secretScope } from './kinds.ts'

const ATLAS = 'https://cloud.mongodb.com/'
const API_PATH = 'api/atlas/v2/'
const TOKEN_PATH = 'api/oauth/token'

const SIGN_IN = 'signIn'
const SERVICE_ACCOUNT = 'service-account'
const ORGANIZATION = 'organization'
const PROJECTS = 'projects'

export const OBJECT_ID = /^[0-9a-f]{24}$/
export const CLIENT_ID = /^mdb_sa_id_[0-9a-f]{24}$/

export const ACCOUNT_FIELDS: readonly Field[] = [
  {
    name: SIGN_IN,
    label: 'Sign in with',
    help: 'Atlas recommends service accounts. The credential is the secret, or the private key.',
    kind: 'choice',
    choices: [
      { value: SERVICE_ACCOUNT, label: 'Service account' },
      { value: API_KEY, label: 'API key' },
    ],
    required: true,
    initial: SERVICE_ACCOUNT,
  },
  {
    name: 'clientId',
    label: 'Client ID',
    help: 'Of the service account; not secret',
    kind: 'text',
    required: true,
    placeholder: 'mdb_sa_id_…',
    maxLength: 60,
    onlyWhere: { field: SIGN_IN, values: [SERVICE_ACCOUNT] },
  },
  {
    name: 'publicKey',
    label: 'Public key',
    help: 'Of the API key; not secret',
    kind: 'text',
    required: true,
    maxLength: 60,
    onlyWhere: { field: SIGN_IN, values: [API_KEY] },
  },
  {
    name: 'root',
    label: 'Keys of',
    help: 'API keys belong to an organization. A project has service accounts alone.',
    kind: 'choice',
    choices: [
      { value: ORGANIZATION, label: 'An organization' },
      { value: PROJECTS, label: 'Single projects' },
    ],
    required: true,
    initial: ORGANIZATION,
  },
  {
    name: 'orgId',
    label: 'Organization ID',
    help: '24 characters. Leave empty if the credential belongs to one organization: Keyhold asks for it.',
    kind: 'text',
    required: false,
    placeholder: '5a0a1e7e0f2912c554080adc',
    maxLength: 24,
    onlyWhere: { field: 'root', values: [ORGANIZATION] },
  },
  {
    name: 'projects',
    label: 'Project IDs',
    help: '24 characters each, in the project’s settings',
    kind: 'choices',
    choices: [],
    other: true,
    required: true,
    placeholder: '5a0a1e7e0f2912c554080adc',
    maxLength: 24,
    onlyWhere: { field: 'root', values: [PROJECTS] },
  },
  addressField('Change only for Atlas for Government: https://cloud.mongodbgov.com/', ATLAS),
  certificatesField,
]

/** The account form cleaned. Throws Failure `invalid`. */
export function cleanSettings(form: FormValues): FormValues {
  const cleaned = cleanForm(ACCOUNT_FIELDS, form)
  if (signsWithSecret(cleaned)) {
    if (!CLIENT_ID.test(clientOf(cleaned))) throw invalid('clientId', 'malformed')
  } else if (!/^[!-~]+$/.test(publicKeyOf(cleaned)) || /[:{}/]/.test(publicKeyOf(cleaned)))
    // A colon would move the start of the password; people copy braces with the sample in the vendor's pages.
    throw invalid('publicKey', 'malformed')
  const orgId = textOf(cleaned, 'orgId').toLowerCase()
  if (orgId !== '' && !OBJECT_ID.test(orgId)) throw invalid('orgId', 'malformed')
  const projects = projectsOf(cleaned).map((id) => id.toLowerCase())
  if (!projects.every((id) => OBJECT_ID.test(id))) throw invalid('projects', 'malformed')
  return {
    ...cleaned,
    ...(orgId !== '' && { orgId }),
    ...(projects.length > 0 && { projects: [...new Set(projects)] }),
  }
}

/** Whether the credential is the secret of a service account, and not an API key's private key. */
export const signsWithSecret = (settings: FormValues): boolean => settings[SIGN_IN] !== API_KEY

export const clientOf = (settings: FormValues): string => textOf(settings, 'clientId')
export const publicKeyOf = (settings: FormValues): string => textOf(settings, 'publicKey')
export const projectsOf = (settings: FormValues): readonly string[] => listOf(settings, 'projects')
export const listsProjects = (settings: FormValues): boolean => settings.root === PROJECTS

/** The settings of an account whose credential is this key: the way to sign in may be another one. */
export function settingsWith(settings: FormValues, remoteId: string): FormValues {
  const { first, second } = partsOf(remoteId)
  const others = Object.entries(settings).filter(([name]) => name !== 'clientId' && name !== 'publicKey')
  const rest = Object.fromEntries(others)
  return CLIENT_ID.test(first)
    ? { ...rest, [SIGN_IN]: SERVICE_ACCOUNT, clientId: first }
    : { ...rest, [SIGN_IN]: API_KEY, publicKey: second }
}

export const scopesOf = (settings: FormValues): readonly string[] =>
  listsProjects(settings) ? projectsOf(settings).map(secretScope) : [SECRET, API_KEY]

const rootAddress = (settings: FormValues): URL => {
  const base = baseFrom(settings, ATLAS)
  return base.pathname.endsWith(`/${API_PATH}`) ? new URL('../../../', base) : base
}

/** The scope of calls that belong to no kind of keys. */
export const NO_KIND = ''

export function basesOf(settings: FormValues): Readonly<Record<string, URL>> {
  const base = new URL(API_PATH, rootAddress(settings))
  return Object.fromEntries([NO_KIND, ...scopesOf(settings)].map((scope) => [scope, base]))
}

/** Organizations can be read with every credential, and a read changes nothing. */
export const ORGS_PATH = ['orgs'] as const

export const digestOf = (settings: FormValues): DigestUser | undefined =>
  signsWithSecret(settings) ? undefined : { name: publicKeyOf(settings), challengePath: ORGS_PATH }

export const tokenOf = (settings: FormValues): TokenSource | undefined =>
  signsWithSecret(settings)
    ? { address: new URL(TOKEN_PATH, rootAddress(settings)), client: clientOf(settings) }
    : undefined

/** Atlas demands the version of each resource as a media type. */
export const mediaOf = (scope: string): string =>
  `application/vnd.atlas.${kindOf(scope) === SECRET ? '2024-08-05' : '2023-01-01'}+json`
