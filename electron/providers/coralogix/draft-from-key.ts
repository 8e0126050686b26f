/** The draft of a new Coralogix key that replaces an existing one. */
import type { FormValues } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { providerFailure } from '../failure.ts'
import type { GrpcApi } from '../grpc-client.ts'
import { fitText } from '../draft-text.ts'
import { askKey, askListed } from './calls.ts'
import type { KeyInfo } from './generated/api-keys_pb.ts'
import { grantsOf, rightsIn } from './grants.ts'
import { draftOfFacts } from './keys.ts'
import { draftOwner } from './owner.ts'
import { POLICY_FIELD, policyOf } from './policy.ts'

const NAMELESS = 'API key'

/**
 * Copies name, owner, presets, permissions, access policy, and how the value is stored at Coralogix. Only the call for one key returns all of them.
 */
export async function draftFromKey(
  api: GrpcApi,
  { remoteId }: RemoteKey,
  longestLabel: number,
): Promise<FormValues> {
  return draftOf((await askKey(api, remoteId)).info, longestLabel)
}

/**
 * The same for a key that the call for one key does not return, which can happen with a hashed key: from the list, else from Keyhold's record. Throws
 * Failure `provider` `not-understood` if the record lacks the access policy: the new key would be less restricted.
 */
export async function draftFromRow(api: GrpcApi, key: RemoteKey, longestLabel: number): Promise<FormValues> {
  const listed = await askListed(api, key.remoteId)
  if (listed !== undefined) return draftOf(listed, longestLabel)
  const { draft, hasPolicy } = draftOfFacts(key.facts)
  if (hasPolicy) throw providerFailure({ why: 'not-understood', outcome: 'refused', words: NO_POLICY })
  return {
    label: fitText(key.label, longestLabel, NAMELESS),
    ...(key.grants.length === 0 ? {} : { grants: [...key.grants] }),
    ...draft,
  }
}

const NO_POLICY = 'This key can’t be read, so its access policy can’t be copied'

function draftOf(info: KeyInfo, longestLabel: number): FormValues {
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
