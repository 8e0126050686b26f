/** Decides whether a report's expiry is new for the key. Pure. */
import type { CheckReport } from '../../../shared/contract/keys.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import type { TypedExpiry } from '../../parts/expiry-field.tsx'

/** `none`: the report contains no expiry, or the user cannot set the expiry of this key. */
export type ExpiryOffer =
  | { readonly kind: 'none' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'offer'; readonly typedExpiry: TypedExpiry }

export function expiryOffer({ works, expires }: CheckReport, row: Pick<KeyRow, 'expires'>): ExpiryOffer {
  // A service that refuses the secret reveals nothing about it; an expired token still contains its expiry.
  if (expires === undefined || (!works && expires.at === undefined)) return { kind: 'none' }
  if (row.expires.source === 'provider') return { kind: 'none' }
  const isSame = row.expires.source === 'typed' && row.expires.at === expires.at
  return isSame ? { kind: 'saved' } : { kind: 'offer', typedExpiry: expires.at ?? 'never' }
}
