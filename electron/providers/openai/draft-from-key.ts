/** The draft of a new OpenAI key that replaces an existing one. */
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { fitText, shiftedValidity } from '../draft-text.ts'
import { providerFailure } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { askAdminKey, askProjectKey } from './calls.ts'
import { readProjectKey } from './keys.ts'
import { ADMIN, NEW_ADMIN_KEY, NEW_SERVICE_KEY } from './kinds.ts'

const NAMELESS = 'API key'

/**
 * A key of the organization with the same name, or another key of the same service account, with a lifetime of the same length. OpenAI shows the
 * permissions of no key, so the draft names none. Throws Failure `provider` `invalid`, not sent, for a key of a person: the API makes none of those.
 */
export async function draftFromKey(
  api: HttpApi,
  key: RemoteKey,
  longestName: number,
  now: Instant,
): Promise<FormValues> {
  if (key.scope === ADMIN) {
    const current = (await askAdminKey(api, key.remoteId)).key
    return { kind: NEW_ADMIN_KEY, ...commonOf(current, longestName, now) }
  }
  const { raw, project } = await askProjectKey(api, key)
  const serviceAccount = raw.owner?.type === 'service_account' ? (raw.owner.service_account?.id ?? '') : ''
  if (serviceAccount === '') throw personal()
  const current = readProjectKey(raw, { id: project, name: '' })
  return { kind: NEW_SERVICE_KEY, project, serviceAccount, ...commonOf(current, longestName, now) }
}

const commonOf = (current: RemoteKey, longestName: number, now: Instant) => ({
  name: fitText(current.label, longestName, NAMELESS),
  ...shiftedValidity(current, now),
})

const personal = () =>
  providerFailure({
    why: 'invalid',
    outcome: 'not-sent',
    words: 'No service account owns this key. Its owner can make another one on OpenAI’s website',
  })
