/** Whether a report's expiry is news for the key. Pure. */
import type { CheckReport } from '../../../shared/contract/keys.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import type { TypedExpiry } from '../../parts/expiry-field.tsx'

/** `none`: the report tells no expiry, or the key's expiry is not the user's to set. */
export type ExpiryOffer =
  | { readonly kind: 'none' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'offer'; readonly typedExpiry: TypedExpiry }

export function expiryOffer({ works, expires }: CheckReport, row: Pick<KeyRow, 'expires'>): ExpiryOffer {
  // A service that refuses the secret tells nothing of it; a token that has expired still says when.
  if (expires === undefined || (!works && expires.at === undefined)) return { kind: 'none' }
  if (row.expires.source === 'provider') return { kind: 'none' }
  const isSame = row.expires.source === 'typed' && row.expires.at === expires.at
  return isSame ? { kind: 'saved' } : { kind: 'offer', typedExpiry: expires.at ?? 'never' }
}
