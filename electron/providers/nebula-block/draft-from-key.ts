/** The draft of a new Nebula Block key that replaces an existing one. */
import type { FormValues } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { providerFailure } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { fitText } from '../draft-text.ts'
import { listRaw } from './calls.ts'
import { contractOf } from './contract.ts'

const NAMELESS = 'API key'

/**
 * Copies the name (the provider allows equal names), the description, and in the portal's contract the team. Lists once, because there is no call for
 * one key.
 */
export async function draftFromKey(
  api: HttpApi,
  { remoteId }: RemoteKey,
  longest: { readonly name: number; readonly description: number },
): Promise<FormValues> {
  const key = (await listRaw(api)).find(({ id }) => id === remoteId)
  if (key === undefined)
    throw providerFailure({ why: 'not-found', outcome: 'refused', words: 'The list no longer has this key' })
  const description = fitText(key.description ?? '', longest.description)
  const team = contractOf(api.settings) === 'portal' ? key.team?.id : undefined
  return {
    name: fitText(key.name ?? '', longest.name, NAMELESS),
    ...(description === '' ? {} : { description }),
    ...(team === undefined ? {} : { teamId: String(team) }),
  }
}
