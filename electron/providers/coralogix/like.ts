/** The draft of a Coralogix key that may live beside an existing one. */
import type { FormValues } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import type { GrpcApi } from '../grpc.ts'
import { fitText } from '../likeness.ts'
import { askKey } from './calls.ts'
import { grantsOf, rightsIn } from './grants.ts'
import { draftOwner } from './owner.ts'
import { POLICY_FIELD, policyOf } from './policy.ts'

const NAMELESS = 'API key'

/** Same name, owner, presets, permissions, access policy, and kept there in the same way. Only the call for one key tells all of it. */
export async function likeKey(
  api: GrpcApi,
  { remoteId }: RemoteKey,
  longestLabel: number,
): Promise<FormValues> {
  const { info } = await askKey(api, remoteId)
  const grants = [...grantsOf(rightsIn(info))]
  const policy = policyOf(info.accessPolicy)
  return {
    label: fitText(info.name, longestLabel, NAMELESS),
    ...(grants.length === 0 ? {} : { grants }),
    hashed: info.hashed,
    ...draftOwner(info),
    ...(policy === '' ? {} : { [POLICY_FIELD]: policy }),
  }
}
