/** Cloudflare API tokens in the form of its API; those of users and of accounts are alike. Source: the vendor's npm package, 7.3.0. */
import { z } from 'zod'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import { plain } from '../scrub.ts'
import { membersOf } from '../secret-forms.ts'
import { readEnd, readInstant } from '../times.ts'
import { readResult } from './envelope.ts'
import { grantsIn, RawPolicy } from './policies.ts'

const Text = z.string().nullish().catch(undefined)
const Addresses = z.array(z.string()).nullish().catch(undefined)

/** Only the id is required. Other members may be missing or malformed. */
export const RawToken = z.object({
  id: z.string().min(1),
  name: Text,
  status: Text,
  issued_on: z.unknown().optional(),
  modified_on: z.unknown().optional(),
  last_used_on: z.unknown().optional(),
  expires_on: z.unknown().optional(),
  not_before: z.unknown().optional(),
  policies: z.array(RawPolicy.optional().catch(undefined)).nullish().catch([undefined]),
  condition: z
    .looseObject({
      request_ip: z.looseObject({ in: Addresses, not_in: Addresses }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  creator_email_at_creation: Text,
  provisioner_type: Text,
  provisioner_id: Text,
  value: z.unknown().optional(),
})
export type RawToken = z.infer<typeof RawToken>

/** The policies that could be read, and whether that is all of them. */
export function policiesIn({ policies }: RawToken): {
  readonly policies: readonly RawPolicy[]
  readonly isWhole: boolean
} {
  const known = (policies ?? []).filter((policy) => policy !== undefined)
  return { policies: known, isWhole: known.length === (policies ?? []).length }
}

/** A token without its secret. */
export function readToken(raw: RawToken, scope: string): RemoteKey {
  const { policies, isWhole } = policiesIn(raw)
  const read = grantsIn(policies)
  return {
    remoteId: raw.id,
    scope,
    label: raw.name ?? '',
    switch: switchOf(raw),
    validFrom: readInstant(raw.not_before),
    expires: readEnd(raw.expires_on === '' ? undefined : raw.expires_on),
    createdAt: readInstant(raw.issued_on),
    lastUsedAt: readInstant(raw.last_used_on),
    grants: read.grants,
    facts: factsOf(raw, isWhole && read.isWhole),
  }
}

export const ALLOWED = 'Allowed addresses'
export const REFUSED = 'Refused addresses'

function factsOf(raw: RawToken, isWhole: boolean): RemoteKey['facts'] {
  const { condition, creator_email_at_creation: creator, provisioner_type: service } = raw
  const ranges = condition?.request_ip
  const facts = [
    { label: ALLOWED, value: plain((ranges?.in ?? []).join(', ')) },
    { label: REFUSED, value: plain((ranges?.not_in ?? []).join(', ')) },
    { label: 'Created by', value: plain(creator ?? '') },
    { label: 'Provisioned by', value: plain([service, raw.provisioner_id].filter(Boolean).join(' ')) },
    { label: 'Policies', value: isWhole ? '' : 'Keyhold can’t show all of them' },
  ]
  return facts.filter(({ value }) => value !== '')
}

/** An expired token is not disabled: its date shows that it has ended. */
function switchOf({ status }: RawToken): RemoteKey['switch'] {
  if (status === 'disabled') return 'disabled'
  return status === 'active' || status === 'expired' ? 'enabled' : 'unknown'
}

/** The answer of a creation. Throws Failure `provider` `masked-secret` or `not-understood`. */
export function readCreated(answer: Answer, scope: string): Issued {
  const raw = readResult(RawToken, answer)
  return { secret: readIssuedSecret(raw.value, answer.status), remote: readToken(raw, scope) }
}

/** The answer of a roll is the bare secret; the token keeps its id. */
export function readRolled(answer: Answer, remoteId: string): Issued {
  const secret = readIssuedSecret(readResult(z.unknown(), answer), answer.status)
  return { secret, remote: { remoteId } }
}

/** The token in an answer that must be about the requested one. */
export function readSame(
  answer: Answer,
  { remoteId, scope }: Pick<RemoteKey, 'remoteId' | 'scope'>,
): RemoteKey {
  const key = readToken(readResult(RawToken, answer), scope)
  if (key.remoteId !== remoteId) throw notUnderstood(answer.status)
  return key
}

/** API tokens of today, and of before 2026. Source: the vendor's page on token formats, read 2026. */
const API_TOKEN = /^(?:cf[ua]t_[A-Za-z0-9]{40}[0-9a-f]{8}|[A-Za-z0-9_-]{40})$/

/** Every whole secret in a text: the value of a creation, the bare result of a roll, the client secret of an Access service token. */
export const secretsIn = (text: string): readonly string[] =>
  [
    ...[...membersOf(text, 'value'), ...membersOf(text, 'result')].filter((secret) => API_TOKEN.test(secret)),
    ...membersOf(text, 'client_secret'),
  ].filter((secret) => !isMask(secret))
