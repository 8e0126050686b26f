/** The draft of a new GitLab token that replaces an existing one. */
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { fitText } from '../draft-text.ts'
import type { HttpApi } from '../http-client.ts'
import { readCurrent } from './calls.ts'
import { successorEnd } from './lifetime.ts'
import { draftPlace, IN_PLACE } from './places.ts'
import { ROLES } from './roles.ts'
import { readToken } from './tokens.ts'

const NAMELESS = 'Access token'

/** Copies the name (two tokens may have the same one), the description, the scopes and the role, with as many days from `now` on. */
export async function draftFromKey(
  api: HttpApi,
  key: RemoteKey,
  longest: { readonly name: number; readonly description: number },
  now: Instant,
): Promise<FormValues> {
  const { token, date } = await readCurrent(api, key)
  const { label, grants, createdAt, expires } = readToken(token, key.scope)
  const description = fitText(token.description ?? '', longest.description)
  const level = token.access_level ?? undefined
  return {
    [KIND_FIELD]: IN_PLACE,
    place: draftPlace(key.scope, api.settings),
    name: fitText(label, longest.name, NAMELESS),
    ...(description === '' ? {} : { description }),
    scopes: grants.map(({ permission }) => permission),
    ...(level !== undefined && level in ROLES ? { role: String(level) } : {}),
    validTo: successorEnd({ createdAt, expires }, date ?? now),
  }
}
