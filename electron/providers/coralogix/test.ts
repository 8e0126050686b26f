/** Tests what a Coralogix managing key can list. The API has no call that identifies the caller. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import type { ListPage, RemoteKey } from '../../core/ports/provider.ts'
import { isRefusal } from '../failure.ts'
import type { GrpcApi } from '../grpc-client.ts'
import { authenticates } from '../authenticates.ts'
import { clockSkew } from '../times.ts'
import { listKeys } from './calls.ts'

/** Lists once. Throws Failure `provider` if the credential does not work at all. */
export async function testAccount(api: GrpcApi, signal?: AbortSignal): Promise<TestReport> {
  const page = await firstPage(api, signal)
  const skewMs = clockSkew(api.now(), page?.date)
  return {
    who: whoIs(page?.keys),
    may: [
      { action: 'List keys for sending data', allowed: page === undefined ? 'no' : 'yes' },
      { action: 'Create, edit and delete keys', allowed: 'unknown' },
    ],
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: [
      page === undefined
        ? 'Without the preset APIKeys, Keyhold sees no keys.'
        : 'Coralogix lists only keys for sending data. Others appear here if you create them here.',
    ],
  }
}

/**
 * Whether a key authenticates. Most keys may not list keys, but gRPC distinguishes the two refusals: PERMISSION_DENIED must not be used for an
 * unknown caller, which is UNAUTHENTICATED. Source: the gRPC status codes page. A new key may be unknown for up to a minute.
 */
export async function verifySecret(api: GrpcApi, signal?: AbortSignal): Promise<boolean> {
  return authenticates(
    async () => listKeys(api, signal)[Symbol.asyncIterator]().next(),
    (error) => isRefusal(error, 'forbidden'),
  )
}

async function firstPage(api: GrpcApi, signal: AbortSignal | undefined): Promise<ListPage | undefined> {
  try {
    for await (const page of listKeys(api, signal)) return page
    return { keys: [] }
  } catch (error) {
    if (isRefusal(error, 'forbidden')) return undefined
    throw error
  }
}

function whoIs(keys: readonly RemoteKey[] | undefined): string {
  if (keys === undefined) return 'A key that works'
  const owners = new Set(
    keys.flatMap(({ facts }) => facts.filter(({ label }) => label === 'Owner').map(({ value }) => value)),
  )
  const [owner] = owners
  const name = owners.size === 1 && owner !== undefined ? owner : 'A key that works'
  return `${name}, ${keys.length} ${keys.length === 1 ? 'key' : 'keys'} visible`
}
