/** The draft of a new RIPE Atlas key that replaces an existing one. */
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import type { HttpApi } from '../http-client.ts'
import { fitText, shiftedValidity } from '../draft-text.ts'
import { readCurrent } from './calls.ts'

const NAMELESS = 'API key'

/**
 * Copies the label (two keys may have the same label) and the grants, with a validity of the same length from `now` on. A grant for another key names
 * that key by its handle, as the list of targets does: the whole id would be that key's secret.
 */
export async function draftFromKey(
  api: HttpApi,
  { remoteId }: RemoteKey,
  longestLabel: number,
  now: Instant,
): Promise<FormValues> {
  const current = await readCurrent(api, remoteId)
  const label = fitText(current.label, longestLabel, NAMELESS)
  const grants = [...current.grants]
  return { label, ...shiftedValidity(current, now), ...(grants.length === 0 ? {} : { grants }) }
}
