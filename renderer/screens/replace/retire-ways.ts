/** The ways to retire an old key, the reversible one first. Pure. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { OverlapOperation } from '../../../shared/model/overlap.ts'

export type RetireWay = 'switch-off' | 'delete'

/** `metadata` is missing if no provider can be asked or none is involved. The old key can then only be deleted in Keyhold. */
export function retireWays(
  { state, overlap }: OverlapOperation,
  metadata: ProviderMetadata | undefined,
): readonly RetireWay[] {
  if (metadata === undefined || overlap.oldVersion !== undefined) return ['delete']
  const ways: readonly (readonly [RetireWay, boolean])[] = [
    ['switch-off', metadata.can.setEnabled && state !== 'retired'],
    ['delete', metadata.can.revoke],
  ]
  // A deletion that was already requested can only be repeated.
  if (state === 'retiring' && overlap.doing === 'delete') return ['delete']
  return ways.filter(([, isOffered]) => isOffered).map(([way]) => way)
}
