/** The draft of a new service-account token that replaces an existing one. */
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { numberedName, shiftedValidity } from '../draft-text.ts'
import { providerFailure } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { readTokens } from './calls.ts'
import { partsOf, readToken } from './tokens.ts'

/**
 * A token of the same service account, with a life of the same length from `now` on. No two tokens of an organization have the same name, so it gets
 * the next number that its account does not use.
 */
export async function draftFromKey(
  api: HttpApi,
  { remoteId }: RemoteKey,
  longestName: number,
  now: Instant,
): Promise<FormValues> {
  const { account, token } = partsOf(remoteId)
  const tokens = await readTokens(api, account)
  const raw = tokens.find(({ id }) => String(id) === token)
  if (raw === undefined)
    throw providerFailure({
      why: 'not-found',
      outcome: 'refused',
      words: 'The list no longer has this token',
    })
  const taken = new Set(tokens.map(({ name }) => name))
  let name = numberedName(raw.name ?? '', longestName, 'Token')
  while (taken.has(name)) name = numberedName(name, longestName, 'Token')
  const { validTo } = shiftedValidity(readToken(raw, { id: Number(account) }), now)
  return { serviceAccount: account, name, ...(validTo !== undefined && { expires: validTo }) }
}
