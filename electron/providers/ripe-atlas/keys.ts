/** RIPE Atlas keys in the form of its API. Source: the keys reference, rest-api-reference/keys, read 2026. */
import { z } from 'zod'
import type { Grant, Instant } from '../../../shared/model/model.ts'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { Secret } from '../../core/ports/secret.ts'
import { notUnderstood, providerFailure } from '../failure.ts'
import { isBlank } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { readEnd, readInstant } from '../times.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const Word = z.string().min(1).max(200)
const RawGrant = z.object({
  permission: Word,
  target: z.object({ type: Word, id: z.union([Word, z.number()]) }).nullish(),
})
export type RawGrant = z.infer<typeof RawGrant>

/** Only the fields that identify a key are required; the others may be missing or malformed. */
export const RawKey = z.object({
  uuid: z.string().optional().catch(undefined),
  url: z.string().optional().catch(undefined),
  label: z.string().nullish().catch(undefined),
  created_at: z.unknown().optional(),
  valid_from: z.unknown().optional(),
  valid_to: z.unknown().optional(),
  last_used: z.unknown().optional(),
  enabled: z.boolean().nullish().catch(undefined),
  is_active: z.boolean().nullish().catch(undefined),
  is_frozen: z.boolean().nullish().catch(undefined),
  grants: z.array(RawGrant.optional().catch(undefined)).nullish().catch(undefined),
})
export type RawKey = z.infer<typeof RawKey>

/**
 * The eight characters that the API itself shows and accepts in paths, from a whole key, a masked key or an address; `undefined` if there are none.
 * The rest of a key is its secret and is not passed on.
 */
export function handleOf(text: string | undefined): string | undefined {
  return /(?:^|\/)([0-9a-f]{8})(?:[-*/.…]|$)/i.exec(text?.trim() ?? '')?.[1]?.toLowerCase()
}

/** The handle of a credential, if it is a whole key; not one character of any other pasted text is shown. */
export function credentialHandle(credential: string): string | undefined {
  return UUID.test(credential.trim()) ? handleOf(credential) : undefined
}

/** A key without its secret. Throws Failure `provider` `not-understood` if nothing identifies the key. */
export function readKey(raw: RawKey, status?: number): RemoteKey {
  const handle = handleOf(raw.uuid) ?? handleOf(raw.url)
  if (handle === undefined) throw notUnderstood(status)
  return {
    remoteId: handle,
    scope: '',
    label: raw.label ?? '',
    handle,
    switch: switchOf(raw),
    validFrom: readInstant(raw.valid_from),
    expires: readEnd(raw.valid_to),
    createdAt: readInstant(raw.created_at),
    lastUsedAt: readInstant(raw.last_used),
    grants: grantsOfRaw(raw).map(readGrant),
    facts: [],
  }
}

/** Whether `raw`, which was read as `key`, has a date that could not be read. */
export const hasOddDate = (raw: RawKey, { createdAt, validFrom, expires, lastUsedAt }: RemoteKey): boolean =>
  isOdd(raw.created_at, createdAt) ||
  isOdd(raw.valid_from, validFrom) ||
  isOdd(raw.valid_to, expires?.at) ||
  isOdd(raw.last_used, lastUsedAt)

const isOdd = (value: unknown, at: Instant | undefined): boolean =>
  value !== null && value !== undefined && at === undefined

/** The grants unchanged, without unreadable ones. */
export function grantsOfRaw(raw: RawKey): readonly RawGrant[] {
  return (raw.grants ?? []).filter((grant) => grant !== undefined)
}

/** SECURITY: a grant may name another key by its whole uuid, which is that key's secret; only its handle is stored. */
export function readGrant({ permission, target }: RawGrant): Grant {
  if (target === null || target === undefined) return { permission }
  return { permission, target: { type: target.type, id: publicId(String(target.id)) } }
}

/** An id that can be shown: only the handle of anything in the form of a key, masked or not. */
export function publicId(id: string): string {
  return /^[0-9a-f]{8}[-*….]/i.test(id) ? (handleOf(id) ?? id) : id
}

/**
 * Reads the secret from a create or regenerate answer. Throws Failure `provider` `masked-secret` if the uuid is not whole, `not-understood` if there
 * is none or it is still the uuid of `oldHandle`.
 */
export function readIssued(answer: Answer, oldHandle?: string): Issued {
  const raw = readAnswer(RawKey, answer)
  const remote = readKey(raw, answer.status)
  const uuid = raw.uuid?.trim()
  if (uuid === undefined || uuid === '') throw notUnderstood(answer.status)
  if (!UUID.test(uuid) || isBlank(uuid))
    throw providerFailure({ why: 'masked-secret', outcome: 'unknown', status: answer.status })
  if (remote.remoteId === oldHandle) throw notUnderstood(answer.status)
  return { secret: Secret.fromText(uuid), remote }
}

const ISSUED = /"uuid"\s*:\s*"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:"|$)/gi

/** Every whole key in a text. The key's form shows that it is whole, even if the text ends right after it. */
export function secretsIn(text: string): readonly string[] {
  const plain = text.replaceAll('\\"', '"').replaceAll('&quot;', '"')
  const found = [...plain.matchAll(ISSUED)].map(([, uuid = '']) => uuid)
  return [...new Set(found)].filter((uuid) => !isBlank(uuid))
}

function switchOf({ enabled, is_active, is_frozen }: RawKey): RemoteKey['switch'] {
  if (is_frozen === true) return 'frozen'
  if (enabled === false) return 'disabled'
  return enabled === true || is_active === true ? 'enabled' : 'unknown'
}
