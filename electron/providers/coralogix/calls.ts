/** The calls of Coralogix' key service. Reads may return the state before a change for up to a minute, so no change is followed by a read. */
import type { MessageInitShape } from '@bufbuild/protobuf'
import type { Permission } from '../../../shared/model/catalogue.ts'
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type {
  Answer,
  DeletionAnswer,
  ListPage,
  RemoteKey,
  RemoteRef,
  ReportedKey,
} from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { isRefusal, notUnderstood } from '../failure.ts'
import { grantsOf as grantsIn, textOf } from '../forms.ts'
import type { GrpcApi } from '../grpc-client.ts'
import { readMessage } from '../grpc-message.ts'
import { keyPages } from '../pages.ts'
import {
  ApiKeysService,
  GetApiKeyResponseSchema,
  GetSendDataApiKeysResponseSchema,
  type KeyInfo,
  type UpdateApiKeyRequestSchema,
} from './generated/api-keys_pb.ts'
import { knownPermissions, rightsOf } from './grants.ts'
import { readKey, withPolicyFact } from './keys.ts'
import { POLICY_FIELD, policyChange } from './policy.ts'
import { writeOwner } from './owner.ts'

const { createApiKey, getApiKey, getSendDataApiKeys, updateApiKey, deleteApiKey } = ApiKeysService.method

/** All keys for sending data of the credential's owner, in one page. */
export function listKeys(api: GrpcApi, signal?: AbortSignal): AsyncIterable<ListPage> {
  return keyPages(async () => {
    const { keys, answer } = await askList(api, signal)
    const page = { keys: keys.map((info) => readKey(info, answer.status)), date: answer.date }
    return { page, next: undefined }
  })
}

/** One key; `undefined` if Coralogix answers that it does not exist. */
export async function findKey(
  api: GrpcApi,
  { remoteId }: RemoteRef,
  signal?: AbortSignal,
): Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }> {
  try {
    const { info, answer } = await askKey(api, remoteId, signal)
    return { key: readKey(info, answer.status), date: answer.date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { key: undefined }
    throw error
  }
}

/** The list's entry for one key, which is complete for every key for sending data; `undefined` if the list does not contain the key. */
export async function askListed(api: GrpcApi, keyId: string): Promise<KeyInfo | undefined> {
  return (await askList(api, undefined)).keys.find(({ id }) => id === keyId)
}

/**
 * Coralogix' whole answer about one key. The answer may contain the key's value, so only the readers in this folder receive it. Also throws if the
 * key does not exist.
 */
export async function askKey(api: GrpcApi, keyId: string, signal?: AbortSignal) {
  const answer = await api.call({ method: getApiKey, message: { keyId }, effect: 'read', signal })
  const { keyInfo: info } = readMessage(GetApiKeyResponseSchema, answer)
  if (info?.id !== keyId) throw notUnderstood(answer.status)
  return { info, answer }
}

export async function sendCreate(api: GrpcApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const policy = textOf(draft, POLICY_FIELD)
  const message = {
    name: textOf(draft, 'label'),
    owner: writeOwner(draft),
    keyPermissions: rightsOf(grantsIn(draft, 'grants')),
    hashed: draft.hashed !== false,
    ...(policy === '' ? {} : { accessPolicy: policy }),
  }
  return api.call({ method: createApiKey, message, effect: 'issue', signal })
}

/** Sends only the changes: a field that is missing from the request keeps its value. `draft` is cleaned. */
export async function updateKey(api: GrpcApi, key: RemoteKey, draft: FormValues): Promise<ReportedKey> {
  const label = textOf(draft, 'label')
  const grants = 'grants' in draft ? grantsIn(draft, 'grants') : key.grants
  const [before, after] = [rightsOf(key.grants), rightsOf(grants)]
  const differ = (one: readonly string[], other: readonly string[]): boolean =>
    one.length !== other.length || other.some((name) => !one.includes(name))
  const policy = policyChange(draft)
  const changes: MessageInitShape<typeof UpdateApiKeyRequestSchema> = {
    ...(label === key.label ? {} : { newName: label }),
    ...(differ(before.presets, after.presets) ? { presets: { presets: after.presets } } : {}),
    ...(differ(before.permissions, after.permissions)
      ? { permissions: { permissions: after.permissions } }
      : {}),
    ...(policy === undefined ? {} : { accessPolicy: policy }),
  }
  if (Object.keys(changes).length > 0) await change(api, { ...changes, keyId: key.remoteId })
  const facts = policy === undefined ? undefined : withPolicyFact(key.facts, policy !== '')
  return { remoteId: key.remoteId, label, grants, ...(facts && { facts }) }
}

export async function switchKey(
  api: GrpcApi,
  { remoteId }: RemoteRef,
  enabled: boolean,
): Promise<ReportedKey> {
  await change(api, { keyId: remoteId, isActive: enabled })
  return { remoteId, switch: enabled ? 'enabled' : 'disabled' }
}

/** A missing path is UNIMPLEMENTED over gRPC, so NOT_FOUND can only mean that the key no longer exists. */
export async function deleteKey(api: GrpcApi, { remoteId: keyId }: RemoteRef): Promise<DeletionAnswer> {
  await sendDeletion(() => api.call({ method: deleteApiKey, message: { keyId }, effect: 'change' }))
  return { heard: 'done' }
}

export async function listPermissions(api: GrpcApi, signal?: AbortSignal): Promise<readonly Permission[]> {
  return knownPermissions((await askList(api, signal)).keys)
}

async function askList(api: GrpcApi, signal: AbortSignal | undefined) {
  const answer = await api.call({
    method: getSendDataApiKeys,
    message: {},
    effect: 'read',
    list: true,
    signal,
  })
  return { keys: readMessage(GetSendDataApiKeysResponseSchema, answer).keys, answer }
}

// The answer is empty by its contract and shows only that the call succeeded.
async function change(
  api: GrpcApi,
  message: MessageInitShape<typeof UpdateApiKeyRequestSchema>,
): Promise<void> {
  await api.call({ method: updateApiKey, message, effect: 'change' })
}
