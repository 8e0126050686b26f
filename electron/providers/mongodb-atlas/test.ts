/** Tests who signs in to Atlas, what that credential can list, and which role it lacks. */
import { Failure, type ProviderTrouble } from '../../../shared/contract/errors.ts'
import type { TestReport } from '../../../shared/model/catalogue.ts'
import type { Instant } from '../../../shared/model/model.ts'
import type { ListPage, RemoteKey } from '../../core/ports/provider.ts'
import { unlessRefused, wordsOf } from '../failure.ts'
import { invalid, textOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { askAccount, listKeys, ownSecret } from './calls.ts'
import { API_KEY, kindOf, projectOf } from './kinds.ts'
import { listOrganizations, theOnly, type Organization } from './roots.ts'
import { readSecrets, type RawAccount } from './service-accounts.ts'
import { clientOf, listsProjects, publicKeyOf, scopesOf, signsWithSecret } from './settings.ts'

/** What an attempt brought, or why Atlas forbids it. */
type Tried<T> = { readonly found: T } | { readonly obstacle: string }

interface Part {
  readonly scope: string
  readonly tried: Tried<ListPage>
}

/** Who signs in, as far as Atlas tells. */
interface Own {
  readonly name: string
  readonly roles: readonly string[] | undefined
  readonly endsAt: Instant | undefined
}

/** Lists each part of the account once. Throws Failure `provider` if the credential does not work, `invalid` if it cannot be valid. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  // The vendor's pages write {PUBLIC-KEY}:{PRIVATE-KEY}; people often copy the braces.
  if (api.readCredential((text) => /[{}]/.test(text))) throw invalid('credential', 'malformed')
  const organization = await organizationOf(api, signal)
  const parts: Part[] = []
  for (const scope of scopesOf(api.settings))
    parts.push({ scope, tried: await unlessForbidden(async () => firstPage(api, scope, signal)) })
  const own = await ownOf(api, parts, signal)
  const date = parts.flatMap(({ tried }) => ('found' in tried ? [tried.found.date] : [])).at(-1)
  const skewMs = clockSkew(api.now(), date)
  return {
    who: whoIs(own, organization),
    may: [
      ...parts.map(({ scope, tried }) => ({
        action: `List ${nounOf(scope)}`,
        allowed: 'found' in tried ? ('yes' as const) : ('no' as const),
      })),
      {
        action: `Create and delete keys (needs the role ${neededRole(api).label})`,
        allowed: mayWrite(api, own),
      },
    ],
    ...(own.endsAt === undefined ? {} : { credentialExpiresAt: own.endsAt }),
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: warningsFor(api, parts, own),
  }
}

/** `undefined`: the account lists projects, or Atlas forbids to see organizations though their ID is known. */
async function organizationOf(
  api: HttpApi,
  signal: AbortSignal | undefined,
): Promise<Organization | undefined> {
  if (listsProjects(api.settings)) return undefined
  const id = textOf(api.settings, 'orgId')
  const tried = await unlessForbidden(async () => listOrganizations(api, signal))
  // The list of keys says what is in the way.
  if ('obstacle' in tried) return undefined
  const wanted = id === '' ? theOnly(tried.found) : id
  return tried.found.find((one) => one.id === wanted)
}

async function firstPage(api: HttpApi, scope: string, signal: AbortSignal | undefined): Promise<ListPage> {
  for await (const page of listKeys(api, scope, signal)) return page
  return { keys: [] }
}

const ownOf = async (api: HttpApi, parts: readonly Part[], signal: AbortSignal | undefined): Promise<Own> =>
  signsWithSecret(api.settings) ? ownSecretOf(api, await ownAccount(api, parts, signal)) : ownPair(api, parts)

function ownPair({ settings }: HttpApi, parts: readonly Part[]): Own {
  const own = parts
    .flatMap(({ tried }) => ('found' in tried ? tried.found.keys : []))
    .find(({ scope, handle }) => scope === API_KEY && handle === publicKeyOf(settings))
  const name = `API key ${publicKeyOf(settings)}`
  if (own === undefined) return { name, roles: undefined, endsAt: undefined }
  return {
    name: own.label === '' ? name : `${name} “${own.label}”`,
    roles: own.grants.map(({ permission }) => permission),
    endsAt: undefined,
  }
}

function ownSecretOf(api: HttpApi, account: RawAccount | undefined): Own {
  if (account === undefined)
    return { name: `Service account ${clientOf(api.settings)}`, roles: undefined, endsAt: undefined }
  const named = account.name ?? ''
  const [scope = ''] = scopesOf(api.settings)
  const own = ownSecret(api, [account], scope) ?? earliest(readSecrets(account, scope))
  return {
    name: `Service account ${named === '' ? account.clientId : `“${named}”`}`,
    roles: account.roles ?? undefined,
    endsAt: own?.expires?.at,
  }
}

/** The earliest end counts if Keyhold cannot find out which of several secrets is the credential. */
const earliest = (keys: readonly RemoteKey[]): RemoteKey | undefined =>
  [...keys].sort((a, b) => (a.expires?.at ?? Infinity) - (b.expires?.at ?? Infinity))[0]

async function ownAccount(
  api: HttpApi,
  parts: readonly Part[],
  signal: AbortSignal | undefined,
): Promise<RawAccount | undefined> {
  const readable = parts.find(({ scope, tried }) => kindOf(scope) !== API_KEY && 'found' in tried)
  if (readable === undefined) return undefined
  const ask = async () => askAccount(api, readable.scope, clientOf(api.settings), signal)
  // An account of the organization may be missing in a project, and the other way round.
  return (await unlessRefused(ask, 'forbidden', 'not-found', 'invalid'))?.account
}

/** Why a credential is refused although it signs in, and what the user can do. */
const OBSTACLES: Readonly<Partial<Record<ProviderTrouble, string>>> = {
  forbidden: 'Atlas forbids it.',
  'not-on-access-list':
    'This computer’s address is not on the access list of the credential: add it on the Atlas website.',
  'not-a-member': 'The credential doesn’t belong to this organization or project.',
}

async function unlessForbidden<T>(ask: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { found: await ask() }
  } catch (error) {
    const cause = error instanceof Failure && error.error.kind === 'provider' ? error.error : undefined
    const obstacle = cause?.outcome === 'refused' ? OBSTACLES[cause.why] : undefined
    if (obstacle === undefined) throw error
    const words = wordsOf(error)
    return { obstacle: words === '' ? obstacle : `${obstacle} It says: “${words}”` }
  }
}

const nounOf = (scope: string): string => {
  if (kindOf(scope) === API_KEY) return 'API keys'
  const project = projectOf(scope)
  return project === '' ? 'secrets of service accounts' : `secrets of service accounts in project ${project}`
}

const neededRole = ({ settings }: HttpApi) =>
  listsProjects(settings)
    ? { id: 'GROUP_OWNER', label: 'Project Owner' }
    : { id: 'ORG_OWNER', label: 'Organization Owner' }

function mayWrite(api: HttpApi, { roles }: Own): TestReport['may'][number]['allowed'] {
  if (roles === undefined) return 'unknown'
  return roles.includes(neededRole(api).id) ? 'yes' : 'no'
}

function whoIs({ name }: Own, organization: Organization | undefined): string {
  const of = organization?.name ?? ''
  return of === '' ? name : `${name} of ${of}`
}

function warningsFor(api: HttpApi, parts: readonly Part[], own: Own): readonly string[] {
  const { label } = neededRole(api)
  const obstacles = new Set(parts.flatMap(({ tried }) => ('obstacle' in tried ? [tried.obstacle] : [])))
  return [
    ...obstacles,
    ...(mayWrite(api, own) === 'no'
      ? [
          `The credential lacks the role ${label}, so Keyhold can’t create or delete keys. Grant it on the Atlas website, under Access Manager.`,
        ]
      : []),
  ]
}
