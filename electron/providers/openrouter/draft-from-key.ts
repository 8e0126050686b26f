/** The draft of a new OpenRouter key that replaces an existing one. */
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { fitText, shiftedValidity } from '../draft-text.ts'
import type { HttpApi } from '../http-client.ts'
import { readCurrent } from './calls.ts'
import { readKey } from './keys.ts'

const RESETS: readonly unknown[] = ['daily', 'weekly', 'monthly']

/**
 * Copies the name (two keys may have the same one), the limit and how it begins anew, the workspace, the creator, and a life of the same length from
 * `now` on.
 */
export async function draftFromKey(
  api: HttpApi,
  { remoteId, scope }: RemoteKey,
  longestName: number,
  now: Instant,
): Promise<FormValues> {
  const raw = await readCurrent(api, remoteId)
  const current = readKey(raw, scope)
  const { validTo } = shiftedValidity(current, now)
  const { limit, limit_reset: reset, include_byok_in_limit: includeByok, creator_user_id: creator } = raw
  return {
    name: fitText(current.label, longestName, 'API key'),
    ...(typeof limit === 'number' && { limit: String(limit) }),
    ...(typeof reset === 'string' && RESETS.includes(reset) && { limitReset: reset }),
    ...(typeof includeByok === 'boolean' && { includeByok }),
    ...(validTo !== undefined && { expires: validTo }),
    ...(typeof creator === 'string' && creator !== '' && { creator }),
    ...(scope !== '' && { workspace: scope }),
  }
}
