/** The ways in which an old key can be ended, the gentler first. Pure. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { OverlapOperation } from '../../../shared/model/overlap.ts'

export type RetireWay = 'switch-off' | 'delete'

/** `metadata` missing: no provider can be asked any more, or has no part in it; the old one can then only be ended here. */
export function retireWays(
  { state, overlap }: OverlapOperation,
  metadata: ProviderMetadata | undefined,
): readonly RetireWay[] {
  if (metadata === undefined || overlap.oldVersion !== undefined) return ['delete']
  const ways: readonly (readonly [RetireWay, boolean])[] = [
    ['switch-off', metadata.can.setEnabled && state !== 'retired'],
    ['delete', metadata.can.revoke],
  ]
  // What was asked already is asked again.
  if (state === 'retiring' && overlap.doing === 'delete') return ['delete']
  return ways.filter(([, isOffered]) => isOffered).map(([way]) => way)
}
