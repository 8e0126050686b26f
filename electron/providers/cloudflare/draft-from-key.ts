/** The draft of a new key that replaces an existing one of the same kind. */
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { fitText, shiftedValidity } from '../draft-text.ts'
import { notUnderstood, providerFailure } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { askServiceToken } from './access-calls.ts'
import { RawServiceToken } from './access-tokens.ts'
import { readResult } from './envelope.ts'
import { LONGEST_NAME } from './form.ts'
import { grantsIn } from './policies.ts'
import { kindOf, type Kind } from './settings.ts'
import { askToken } from './token-calls.ts'
import { policiesIn, RawToken, readToken } from './tokens.ts'

const NAMELESS: Readonly<Record<Kind, string>> = {
  user: 'API token',
  account: 'API token',
  access: 'Service token',
}

/** Copies the name (equal names are allowed) and what the key may do; the new key lasts as long from `now` on. Throws Failure `provider`. */
export async function draftFromKey(api: HttpApi, key: RemoteKey, now: Instant): Promise<FormValues> {
  const kind = kindOf(key.scope)
  const named = (name: string | null | undefined) => ({
    kind,
    name: fitText(name ?? '', LONGEST_NAME, NAMELESS[kind]),
  })
  if (kind === 'access') {
    const answer = await askServiceToken(api, key)
    const { id, name, duration } = readResult(RawServiceToken, answer)
    if (id !== key.remoteId) throw notUnderstood(answer.status)
    return { ...named(name), ...(duration && { duration }) }
  }
  const answer = await askToken(api, key)
  const raw = readResult(RawToken, answer)
  if (raw.id !== key.remoteId) throw notUnderstood(answer.status)
  return { ...named(raw.name), ...rightsOf(raw), ...shiftedValidity(readToken(raw, key.scope), now) }
}

/** The permissions and addresses. A copy must not allow more than the old token, so what cannot be copied refuses it. */
function rightsOf(raw: RawToken): FormValues {
  const { policies, isWhole } = policiesIn(raw)
  const read = grantsIn(policies)
  const { request_ip: ranges, ...others } = raw.condition ?? {}
  const { in: ipIn, not_in: ipNotIn, ...more } = ranges ?? {}
  if (!isWhole || !read.isWhole || Object.keys({ ...others, ...more }).length > 0)
    throw providerFailure({
      why: 'invalid',
      outcome: 'not-sent',
      words:
        'This token has a policy or a condition that Keyhold can’t copy. Create its successor in the dashboard',
    })
  return {
    grants: [...read.grants],
    ...(ipIn && ipIn.length > 0 && { ipIn: [...ipIn] }),
    ...(ipNotIn && ipNotIn.length > 0 && { ipNotIn: [...ipNotIn] }),
  }
}
