/** OpenRouter's API keys. Source: the vendor's client `@openrouter/sdk` 1.3.19, models/operations/{list,createkeys,updatekeys}. */
import { z } from 'zod'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { plain } from '../scrub.ts'
import { membersOf } from '../secret-forms.ts'
import { readEnd, readInstant } from '../times.ts'

const Text = z.string().nullish().catch(undefined)
const Amount = z.number().nullish().catch(undefined)

export const RawKey = z.object({
  /** A digest of the key, and its address. */
  hash: z.string().trim().min(1).max(200),
  name: Text,
  /** The key with most of it hidden. */
  label: Text,
  disabled: z.boolean().nullish().catch(undefined),
  created_at: z.unknown().optional(),
  expires_at: z.unknown().optional(),
  limit: Amount,
  limit_reset: Text,
  include_byok_in_limit: z.boolean().nullish().catch(undefined),
  usage_daily: Amount,
  creator_user_id: Text,
})
export type RawKey = z.infer<typeof RawKey>

const One = z.object({ data: RawKey })
const Made = z.object({ data: RawKey, key: z.unknown() })

/** The key in an answer about one. */
export const readOne = (answer: Answer): RawKey => readAnswer(One, answer).data

/** A key of the workspace `scope`. */
export function readKey(raw: RawKey, scope: string): RemoteKey {
  return {
    remoteId: raw.hash,
    scope,
    label: raw.name ?? '',
    handle: handleOf(raw),
    switch: raw.disabled === true ? 'disabled' : 'enabled',
    expires: readEnd(raw.expires_at),
    createdAt: readInstant(raw.created_at),
    grants: [],
    facts: factsOf(raw),
  }
}

/** The first and last characters, as OpenRouter itself shows them; nothing if they are more than six each. */
const handleOf = ({ label }: RawKey): string | undefined =>
  /^sk-or-v1-\w{0,6}\.{3}\w{0,6}$/.exec(label?.trim() ?? '')?.[0]

function factsOf(raw: RawKey) {
  const { limit, limit_reset: reset, include_byok_in_limit: byok, usage_daily: today } = raw
  const hasLimit = typeof limit === 'number'
  return [
    { label: 'Limit', value: hasLimit ? `$${String(limit)}` : 'None' },
    { label: 'Limit begins anew', value: hasLimit ? plain(reset ?? '') : '' },
    { label: 'Limit counts your own provider keys', value: hasLimit && byok === true ? 'Yes' : '' },
    { label: 'Created by', value: plain(raw.creator_user_id ?? '') },
    // OpenRouter reports no date of the last use.
    { label: 'Used today (UTC)', value: typeof today === 'number' ? (today > 0 ? 'Yes' : 'No') : '' },
  ].filter(({ value }) => value !== '')
}

/** Reads the secret from a create answer. Throws Failure `provider` `masked-secret` if the key is not whole, `not-understood` if there is none. */
export function readIssued(answer: Answer, scope: string): Issued {
  const { data, key } = readAnswer(Made, answer)
  return { secret: readIssuedSecret(key, answer.status), remote: readKey(data, scope) }
}

/** Every whole key in a text, found by the name of its member. */
export const secretsIn = (text: string): readonly string[] =>
  membersOf(text, 'key').filter((key) => !isMask(key))
