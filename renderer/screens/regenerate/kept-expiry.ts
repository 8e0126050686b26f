/** The expiry date that a regeneration leaves as it is. Pure. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { Instant, KeyRow } from '../../../shared/model/model.ts'

/** `undefined` if there is no key or no date, or if the user cannot move it. `metadata` is that of the key's kind. */
export const keptExpiryOf = (
  row: Pick<KeyRow, 'expires'> | undefined,
  metadata: Pick<ProviderMetadata, 'rotation' | 'can'> | undefined,
): Instant | undefined =>
  metadata?.rotation.regenerationKeepsExpiry === true &&
  metadata.can.update &&
  row?.expires.source === 'provider'
    ? row.expires.at
    : undefined
