/** Tests a connection to a described provider, by the only call that certainly changes nothing: its list. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import type { ProviderDescription } from '../../../shared/model/provider-description.ts'
import { unlessRefused } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { askPage } from './calls.ts'

/** Asks for the first page. Throws Failure `provider` if the credential is not accepted, or if the answer is not as described. */
export async function testAccount(
  api: HttpApi,
  description: ProviderDescription,
  signal?: AbortSignal,
): Promise<TestReport> {
  const page = await unlessRefused(async () => askPage(api, description, undefined, signal), 'forbidden')
  const skewMs = clockSkew(api.now(), page?.date)
  const changes = [
    ...(description.create === undefined ? [] : ['Create keys']),
    ...(description.delete === undefined ? [] : ['Delete keys']),
  ]
  const isListed = page !== undefined
  return {
    who: isListed ? seen(page.keys.length, page.next !== undefined) : 'A credential that may not list keys',
    may: [
      { action: 'List keys', allowed: isListed ? 'yes' : 'no' },
      // Only a call with effects would show it.
      ...changes.map((action) => ({ action, allowed: 'unknown' as const })),
    ],
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: [],
  }
}

const seen = (count: number, hasMore: boolean): string =>
  `${String(count)}${hasMore ? ' or more' : ''} ${count === 1 ? 'key' : 'keys'} visible`
