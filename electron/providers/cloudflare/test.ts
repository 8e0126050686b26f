/** Tests whom a Cloudflare token belongs to and what it may do. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import type { ListPage, RemoteKey } from '../../core/ports/provider.ts'
import { unlessRefused } from '../failure.ts'
import { invalid } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { findKey, listKeys } from './calls.ts'
import { askableKinds, findSelf, type OwnToken } from './own-token.ts'
import { KIND_CHOICES, kindOf, scopeOf, scopesOf, type Kind } from './settings.ts'

/** The permission groups for each kind. "Edit" is the dashboard's word for "Write". */
const NEEDED: Readonly<Record<Kind, { readonly group: string; readonly where: string }>> = {
  user: { group: 'API Tokens', where: 'User' },
  account: { group: 'Account API Tokens', where: 'Account' },
  access: { group: 'Access: Service Tokens', where: 'Account' },
}

interface Part {
  readonly kind: Kind
  /** `undefined`: listing is forbidden. */
  readonly page: ListPage | undefined
}

/** Asks the credential about itself, and for the first page of each scope. Throws Failure `provider` if the credential does not work at all. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const kinds = askableKinds(api)
  if (kinds.length === 0) throw invalid('accountId', 'required')
  const self = await unlessRefused(async () => findSelf(api, kinds, signal), 'forbidden')
  const own = self && (await ownKey(api, self, signal))
  const parts: Part[] = []
  for (const scope of scopesOf(api.settings)) {
    const page = await unlessRefused(async () => firstPage(api, scope, signal), 'forbidden')
    parts.push({ kind: kindOf(scope), page })
  }
  const end = self?.expires?.at
  const skewMs = clockSkew(api.now(), parts.find(({ page }) => page?.date !== undefined)?.page?.date)
  return {
    who: whoIs(self, own, parts),
    may: parts.flatMap((part) => mayOf(part, own)),
    ...(end === undefined ? {} : { credentialExpiresAt: end }),
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: parts.flatMap((part) => warningsFor(part, self, own)),
  }
}

async function ownKey(
  api: HttpApi,
  { kind, id }: OwnToken,
  signal: AbortSignal | undefined,
): Promise<RemoteKey | undefined> {
  if (id === undefined) return undefined
  const ref = { remoteId: id, scope: scopeOf(kind, api.settings), label: '' }
  return (await unlessRefused(async () => findKey(api, ref, signal), 'forbidden'))?.key
}

async function firstPage(api: HttpApi, scope: string, signal: AbortSignal | undefined): Promise<ListPage> {
  for await (const page of listKeys(api, scope, signal)) return page
  return { keys: [] }
}

const NOUNS = Object.fromEntries(KIND_CHOICES.map(({ value, label }) => [value, label])) as Readonly<
  Record<Kind, string>
>
/** The noun inside a sentence: "user API tokens", but "Access service tokens". */
const nounOf = (kind: Kind): string =>
  kind === 'access' ? NOUNS.access : NOUNS[kind].replace(/^\w/, (first) => first.toLowerCase())

function mayOf({ kind, page }: Part, own: RemoteKey | undefined): TestReport['may'] {
  return [
    // Known from the attempt, whatever the policies say.
    { action: `List ${nounOf(kind)}`, allowed: page === undefined ? 'no' : 'yes' },
    { action: `Create, edit, roll and delete ${nounOf(kind)}`, allowed: mayWrite(kind, own) },
  ]
}

function mayWrite(kind: Kind, own: RemoteKey | undefined): TestReport['may'][number]['allowed'] {
  if (own === undefined || own.grants.length === 0) return 'unknown'
  const names = [`${NEEDED[kind].group} Write`, `${NEEDED[kind].group} Edit`]
  return own.grants.some(({ permission }) => names.some((name) => permission.endsWith(`.${name}`)))
    ? 'yes'
    : 'no'
}

function whoIs(self: OwnToken | undefined, own: RemoteKey | undefined, parts: readonly Part[]): string {
  const kind =
    self === undefined ? 'An API token' : self.kind === 'user' ? 'User API token' : 'Account API token'
  const name = own === undefined || own.label === '' ? '' : ` “${own.label}”`
  const listed = parts.flatMap(({ page }) => page ?? [])
  const count = listed.reduce((sum, { total, keys }) => sum + (total ?? keys.length), 0)
  if (listed.length === 0) return `${kind}${name}`
  return `${kind}${name}, ${String(count)} ${count === 1 ? 'token' : 'tokens'} visible`
}

function warningsFor({ kind, page }: Part, self: OwnToken | undefined, own: RemoteKey | undefined) {
  const { group, where } = NEEDED[kind]
  const tick = `In the token’s permissions choose “${where}”, “${group}”, “Edit”.`
  if (page === undefined && kind === 'user' && self?.kind === 'account')
    return ['An account API token can’t list user API tokens. Use a user API token for them.']
  if (page === undefined)
    return [`Keyhold can’t list ${nounOf(kind)}: the permission “${group} Read” is missing. ${tick}`]
  return mayWrite(kind, own) === 'no'
    ? [`Keyhold can only list ${nounOf(kind)}: the permission “${group} Write” is missing. ${tick}`]
    : []
}
