/** Tests the kind of a Nebula Block credential and what it can list. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { ListPage } from '../../core/ports/provider.ts'
import { isRefusal, providerFailure } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { readTokenEnd } from '../jwt.ts'
import { clockSkew } from '../times.ts'
import { listKeys } from './calls.ts'
import { contractOf } from './contract.ts'

/** Lists once. Throws Failure `provider` if the credential does not work, or if the provider does not support the contract. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const isToken = api.readCredential(looksLikeToken)
  const list = await firstPage(api, signal)
  const end = api.readCredential(readTokenEnd)
  const skewMs = clockSkew(api.now(), list?.date)
  return {
    who: whoIs(isToken, list),
    may: [
      // Known from the attempt.
      { action: 'List keys', allowed: list === undefined ? 'no' : 'yes' },
      // The API reports nobody's rights.
      { action: 'Create and delete keys', allowed: 'unknown' },
      ...(contractOf(api.settings) === 'portal'
        ? [{ action: 'Regenerate keys in place', allowed: 'unknown' } as const]
        : []),
    ],
    ...(end === undefined ? {} : { credentialExpiresAt: end }),
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: warningsFor(isToken, list),
  }
}

/** `undefined`: listing is forbidden. */
async function firstPage(api: HttpApi, signal: AbortSignal | undefined): Promise<ListPage | undefined> {
  try {
    for await (const page of listKeys(api, signal)) return page
    return { keys: [] }
  } catch (error) {
    if (isRefusal(error, 'forbidden')) return undefined
    throw isRefusal(error, 'not-found') ? wrongContract(error) : error
  }
}

function wrongContract(error: unknown): Failure {
  const status = error instanceof Failure && error.error.kind === 'provider' ? error.error.status : undefined
  const words = 'There is no list at this address. Another contract, under Advanced, may be the right one'
  return providerFailure({ why: 'not-found', outcome: 'refused', status, words }, error)
}

/** The documented difference between the two kinds of credential: keys begin with `ak_`, access tokens are JWTs. */
function looksLikeToken(credential: string): boolean {
  return !credential.startsWith('ak_') && credential.split('.').length === 3
}

function whoIs(isToken: boolean, list: ListPage | undefined): string {
  const kind = isToken ? 'An access token' : 'An API key'
  const count = list?.keys.length
  return count === undefined ? kind : `${kind}, ${count} ${count === 1 ? 'key' : 'keys'} visible`
}

function warningsFor(isToken: boolean, list: ListPage | undefined): readonly string[] {
  const isHidden = !isToken && list !== undefined && list.credentialId === undefined
  return [
    ...(list === undefined ? ['Without the right to list keys, Keyhold sees none of them.'] : []),
    ...(isToken ? ['An access token works for two hours. An API key lasts.'] : []),
    ...(isHidden
      ? ['Nebula Block doesn’t show which key this credential is. Be careful not to delete it.']
      : []),
  ]
}
