/** The draft of a new account token that replaces an existing one. */
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { fitText, shiftedValidity } from '../draft-text.ts'
import { providerFailure } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { readCurrent } from './calls.ts'
import { teamsOf } from './tokens.ts'

/** Copies the name (two tokens may have the same one), the team, and a life of the same length from `now` on. No call shows a token's project. */
export async function draftFromKey(
  api: HttpApi,
  { remoteId }: RemoteKey,
  longestName: number,
  now: Instant,
): Promise<FormValues> {
  const current = await readCurrent(api, remoteId)
  const [team, ...others] = teamsOf(current)
  // One call makes a token for one team or for the whole account, which would be more than the old token has.
  if (others.length > 0)
    throw providerFailure({
      why: 'invalid',
      outcome: 'refused',
      words: 'This token is for several teams. Make a token for each of them instead',
    })
  const { validTo } = shiftedValidity(current, now)
  return {
    name: fitText(current.label, longestName, 'Token'),
    ...(team !== undefined && { team }),
    ...(validTo !== undefined && { expires: validTo }),
  }
}
