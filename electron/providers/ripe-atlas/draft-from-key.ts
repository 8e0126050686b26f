/** The draft of a RIPE Atlas key that may live beside an existing one. */
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import type { HttpApi } from '../http-client.ts'
import { fitText, shiftedValidity } from '../draft-text.ts'
import { readCurrent } from './calls.ts'

const NAMELESS = 'API key'

/**
 * Same label (nothing forbids two keys of one label), same grants, a validity of the same length from `now` on. A grant that names another
 * key does so by its handle, as the list of targets does: the whole id would be that key's secret.
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
