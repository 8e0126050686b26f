/** Tests whom a RIPE Atlas key belongs to and what it may do. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { unlessRefused } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import type { ListPage, RemoteKey } from '../../core/ports/provider.ts'
import { clockSkew } from '../times.ts'
import { findKey, listKeys, listPermissions } from './calls.ts'
import { credentialHandle } from './keys.ts'

type Allowed = TestReport['may'][number]['allowed']

/** The permissions that Keyhold needs besides listing, each with what it allows. */
const ACTIONS: readonly (readonly [permission: string, action: string])[] = [
  ['keys.create_key', 'Create keys'],
  ['keys.update_key', 'Edit and regenerate keys'],
  ['keys.delete_key', 'Delete keys'],
  ['keys.list_permissions', 'List permissions'],
]

/** Lists once, then searches for the credential's own key. Throws Failure `provider` if the credential does not work at all. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const handle = api.readCredential(credentialHandle)
  const list = await unlessRefused(async () => firstPage(api, signal), 'forbidden')
  const own = await findOwn(api, handle, list, signal)
  const known = await unlessRefused(async () => listPermissions(api, signal), 'forbidden')
  const permissions = (known ?? []).map(({ id }) => id)
  const end = own?.expires?.at
  const skewMs = clockSkew(api.now(), list?.date)
  return {
    who: whoIs(handle, own?.label ?? '', list),
    may: [
      // Known from the attempt, whatever the grants say.
      { action: 'List keys', allowed: list === undefined ? 'no' : 'yes' },
      ...ACTIONS.map(([name, action]) => ({ action, allowed: allowedBy(own, permissions, name) })),
    ],
    ...(end === undefined ? {} : { credentialExpiresAt: end }),
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: warningsFor(own, list),
  }
}

async function firstPage(api: HttpApi, signal: AbortSignal | undefined): Promise<ListPage> {
  for await (const page of listKeys(api, signal)) return page
  return { keys: [] }
}

async function findOwn(
  api: HttpApi,
  handle: string | undefined,
  list: ListPage | undefined,
  signal: AbortSignal | undefined,
): Promise<RemoteKey | undefined> {
  if (handle === undefined) return undefined
  const listed = list?.keys.find((key) => key.handle === handle)
  if (listed !== undefined) return listed
  const found = await unlessRefused(async () => findKey(api, handle, signal), 'forbidden')
  return found?.key
}

// "No" requires two facts: the key's grants, and that a permission of that name exists.
function allowedBy(own: RemoteKey | undefined, names: readonly string[], permission: string): Allowed {
  if (own === undefined) return 'unknown'
  if (own.grants.some((grant) => grant.permission === permission)) return 'yes'
  return names.includes(permission) ? 'no' : 'unknown'
}

function whoIs(handle: string | undefined, label: string, list: ListPage | undefined): string {
  const key = handle === undefined ? 'A key in an unfamiliar form' : `Key ${handle}`
  const name = label === '' ? '' : ` “${label}”`
  const count = list?.total ?? list?.keys.length
  return count === undefined
    ? `${key}${name}`
    : `${key}${name}, ${count} ${count === 1 ? 'key' : 'keys'} visible`
}

function warningsFor(own: RemoteKey | undefined, list: ListPage | undefined): readonly string[] {
  const isMaster = own?.grants.some(({ permission }) => permission === 'keys.update_key') === true
  return [
    ...(list?.warnings ?? ['Without the permission to list keys, Keyhold sees none of them.']),
    ...(own === undefined ? ['Keyhold couldn’t read what this key may do.'] : []),
    ...(isMaster
      ? ['This key can change its own permissions: treat it as the master key of the account.']
      : []),
  ]
}
