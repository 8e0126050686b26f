/** API keys of an organization in Atlas's form. Source: its specification of August 2026, `ApiKeyUserDetails` and `UserAccessListResponse`. */
import { z } from 'zod'
import type { Grant } from '../../../shared/model/model.ts'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { readIssuedSecret } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { plain } from '../scrub.ts'
import { readInstant } from '../times.ts'
import { addressOfKey } from './addresses.ts'
import { API_KEY } from './kinds.ts'

const Word = z.string().trim().min(1).max(256)
const Text = z.string().nullish().catch(undefined)

const RawRole = z.object({ roleName: Word, orgId: Text, groupId: Text })

export const RawApiKey = z.object({
  id: Word,
  publicKey: Word,
  desc: Text,
  privateKey: z.unknown().optional(),
  roles: z.array(RawRole).nullish().catch(undefined),
})
export type RawApiKey = z.infer<typeof RawApiKey>

export const RawEntry = z.object({
  ipAddress: Text,
  cidrBlock: Text,
  lastUsed: Text,
  lastUsedAddress: Text,
  count: z.number().nullish().catch(undefined),
})
export type RawEntry = z.infer<typeof RawEntry>

/** An API key has no dates: it never expires, and its age is unknown unless Keyhold made it. */
export function readApiKey({ id, publicKey, desc, roles }: RawApiKey): RemoteKey {
  return {
    remoteId: addressOfKey(id, publicKey),
    scope: API_KEY,
    label: desc ?? '',
    handle: publicKey,
    switch: 'enabled',
    expires: {},
    grants: (roles ?? []).map(grantOf),
    facts: [],
  }
}

const grantOf = ({ roleName, groupId }: z.infer<typeof RawRole>): Grant =>
  (groupId ?? '') === ''
    ? { permission: roleName }
    : { permission: roleName, target: { type: 'project', id: groupId ?? '' } }

/** The key in an answer, which must be the requested one. Throws Failure `provider` `not-understood`. */
export function readSameApiKey(answer: Answer, id: string): RawApiKey {
  const raw = readAnswer(RawApiKey, answer)
  if (raw.id !== id) throw notUnderstood(answer.status)
  return raw
}

/** Reads a new key. Throws Failure `provider`. */
export function readIssuedApiKey(answer: Answer): Issued {
  const raw = readAnswer(RawApiKey, answer)
  return { secret: readIssuedSecret(raw.privateKey, answer.status), remote: readApiKey(raw) }
}

/** The address of an entry, as a request names it; empty if it has none. */
export const addressOfEntry = ({ ipAddress, cidrBlock }: RawEntry): string =>
  (ipAddress ?? '') === '' ? (cidrBlock ?? '') : (ipAddress ?? '')

/** The key with what its access list tells: where it may be used from, and its last use, which Atlas tells nowhere else. */
export function withAccessList(key: RemoteKey, entries: readonly RawEntry[]): RemoteKey {
  const used = entries.flatMap(({ lastUsed }) => readInstant(lastUsed) ?? [])
  const addresses = entries.map(addressOfEntry).filter((address) => address !== '')
  return {
    ...key,
    ...(used.length > 0 && { lastUsedAt: Math.max(...used) }),
    facts:
      addresses.length === 0
        ? key.facts
        : [...key.facts, { label: 'Access list', value: plain(addresses.join(', ')) }],
  }
}
