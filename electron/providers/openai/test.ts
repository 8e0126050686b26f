/** Tests which admin key a credential is, and what it can list. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { isRefusal, providerFailure, wordsOf } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { isAdminSecret } from './calls.ts'
import { missingScopes } from './errors.ts'
import { PROJECT } from './kinds.ts'
import { listAdminKeys, listProjects } from './lists.ts'

interface AdminKeys {
  readonly keys: readonly RemoteKey[]
  readonly own: RemoteKey | undefined
  readonly date: Instant | undefined
}

/** The result of an attempt, or why OpenAI forbids it. */
type Tried<T> = { readonly found: T } | { readonly forbidden: Failure }

/** Lists the organization's keys and projects. Throws Failure `provider` if the credential does not work at all. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const admin = await unlessForbidden(async () => adminKeys(api, signal)).catch((error: unknown) => {
    throw api.readCredential(isAdminSecret) ? error : wrongKind(error)
  })
  const projects = await unlessForbidden(async () => countProjects(api, signal))
  const own = 'found' in admin ? admin.found.own : undefined
  const end = own?.expires?.at
  const skewMs = clockSkew(api.now(), 'found' in admin ? admin.found.date : undefined)
  return {
    who: whoIs(admin, projects),
    may: [
      { action: 'List admin keys', allowed: 'found' in admin ? 'yes' : 'no' },
      { action: 'List projects and their keys', allowed: 'found' in projects ? 'yes' : 'no' },
      // Only a call with effects would show it.
      { action: 'Create, edit and delete keys (needs the scope api.management.write)', allowed: 'unknown' },
    ],
    ...(end === undefined ? {} : { credentialExpiresAt: end }),
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: warningsFor(api, admin, projects),
  }
}

async function adminKeys(api: HttpApi, signal: AbortSignal | undefined): Promise<AdminKeys> {
  const keys: RemoteKey[] = []
  let ownId: string | undefined
  let at: Instant | undefined
  for await (const page of listAdminKeys(api, signal)) {
    keys.push(...page.keys)
    ownId = page.credentialId
    at = page.date
  }
  return { keys, own: keys.find(({ remoteId }) => remoteId === ownId), date: at }
}

async function countProjects(api: HttpApi, signal: AbortSignal | undefined): Promise<number> {
  let count = 0
  for await (const some of listProjects(api, PROJECT, signal)) count += some.length
  return count
}

async function unlessForbidden<T>(ask: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { found: await ask() }
  } catch (error) {
    if (isRefusal(error, 'forbidden')) return { forbidden: error }
    throw error
  }
}

const NEEDED = 'Keyhold needs an admin key, which begins with sk-admin-.'

/** OpenAI only says that the key is wrong; its beginning shows more. */
function wrongKind(error: unknown): unknown {
  if (!isRefusal(error, 'unauthorized')) return error
  const { error: cause } = error
  const status = cause.kind === 'provider' ? cause.status : undefined
  const words = `${NEEDED} OpenAI doesn’t accept this key, and it begins differently`
  return providerFailure({ why: 'unauthorized', outcome: 'refused', status, words }, error)
}

function whoIs(admin: Tried<AdminKeys>, projects: Tried<number>): string {
  const own = 'found' in admin ? admin.found.own : undefined
  const owner = own?.facts.find(({ label }) => label === 'Owner')?.value
  return [
    `Admin key${own === undefined || own.label === '' ? '' : ` “${own.label}”`}${owner === undefined ? '' : ` of ${owner}`}`,
    ...('found' in admin ? [counted(admin.found.keys.length, 'admin key')] : []),
    ...('found' in projects ? [counted(projects.found, 'project')] : []),
  ].join(', ')
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'} visible`

function warningsFor(api: HttpApi, admin: Tried<AdminKeys>, projects: Tried<number>): readonly string[] {
  const refusals = [admin, projects].flatMap((tried) => ('forbidden' in tried ? [tried.forbidden] : []))
  const isHidden = 'found' in admin && admin.found.own === undefined
  const isAdmin = api.readCredential(isAdminSecret)
  return [
    ...(isAdmin ? [] : [`${NEEDED} This key begins differently.`]),
    ...new Set(refusals.map(obstacleOf)),
    ...(isHidden && isAdmin
      ? ['OpenAI doesn’t show which admin key this credential is. Be careful not to delete it.']
      : []),
  ]
}

function obstacleOf(refusal: Failure): string {
  const scopes = missingScopes(refusal)
  if (scopes !== undefined)
    return `The key lacks the scope ${scopes.join(', ')}. Choose “All” for its permissions on OpenAI’s page of admin keys, or “Write” for “Organization Administration”.`
  const words = wordsOf(refusal)
  return `OpenAI forbids it.${words === '' ? '' : ` It says: “${words}”`}`
}
