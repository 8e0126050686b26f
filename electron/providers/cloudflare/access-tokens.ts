/** Access service tokens in the form of Cloudflare's API. Source: the vendor's npm package, 7.3.0. */
import { z } from 'zod'
import type { Answer, Issued, RemoteKey, ReportedKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { readIssuedSecret } from '../issued-secret.ts'
import { plain } from '../scrub.ts'
import { readInstant } from '../times.ts'
import { readResult } from './envelope.ts'

const Text = z.string().nullish().catch(undefined)

export const RawServiceToken = z.object({
  id: z.string().min(1),
  name: Text,
  client_id: Text,
  client_secret: z.unknown().optional(),
  duration: Text,
  enabled: z.boolean().nullish().catch(undefined),
  expires_at: z.unknown().optional(),
  created_at: z.unknown().optional(),
  last_seen_at: z.unknown().optional(),
})
export type RawServiceToken = z.infer<typeof RawServiceToken>

const FOREVER = 'forever'
export const DURATION = 'Duration'

/** A service token without its secret. */
export function readServiceToken(raw: RawServiceToken, scope: string): RemoteKey {
  const facts = [
    { label: 'Client ID', value: plain(raw.client_id ?? '') },
    { label: DURATION, value: plain(raw.duration ?? '') },
  ]
  return {
    remoteId: raw.id,
    scope,
    label: raw.name ?? '',
    handle: raw.client_id ?? undefined,
    // By the API's documentation, a token without the field is enabled.
    switch: raw.enabled === false ? 'disabled' : 'enabled',
    expires: expiryOf(raw),
    createdAt: readInstant(raw.created_at),
    lastUsedAt: readInstant(raw.last_seen_at),
    grants: [],
    facts: facts.filter(({ value }) => value !== ''),
  }
}

function expiryOf({ expires_at: end, duration }: RawServiceToken): RemoteKey['expires'] {
  if (duration === FOREVER) return {}
  const at = readInstant(end)
  return at === undefined ? undefined : { at }
}

/** The answer of a creation or a rotation. Throws Failure `provider` `masked-secret`, or `not-understood` if it is about another than `rotated`. */
export function readIssued(answer: Answer, scope: string, rotated?: string): Issued {
  const raw = readResult(RawServiceToken, answer)
  if (rotated !== undefined && raw.id !== rotated) throw notUnderstood(answer.status)
  return { secret: readIssuedSecret(raw.client_secret, answer.status), remote: reported(raw, scope) }
}

/** The service token in an answer that must be about the requested one. */
export function readSame(
  answer: Answer,
  { remoteId, scope }: Pick<RemoteKey, 'remoteId' | 'scope'>,
): RemoteKey {
  const raw = readResult(RawServiceToken, answer)
  if (raw.id !== remoteId) throw notUnderstood(answer.status)
  return readServiceToken(raw, scope)
}

/** Answers that hold a secret omit the expiry. A date that an answer omits stays as it is. */
function reported(raw: RawServiceToken, scope: string): ReportedKey {
  const { expires, ...rest } = readServiceToken(raw, scope)
  return { ...rest, ...(expires && { expires }) }
}
