/** The draft of a new Atlas key that replaces an existing one. */
import { HOUR_MS } from '../../../shared/expiry/expiry.ts'
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { fitText } from '../draft-text.ts'
import { providerFailure } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { readInstant } from '../times.ts'
import { entriesOf } from './access-list.ts'
import { partsOf } from './addresses.ts'
import { addressOfEntry, readApiKey } from './api-keys.ts'
import { askAccount, askApiKey } from './calls.ts'
import { LONGEST_DESCRIPTION, LONGEST_LIFE, SHORTEST_LIFE } from './form.ts'
import { API_KEY, kindOf, projectOf, SECRET } from './kinds.ts'
import { writtenAccount, type RawSecret } from './service-accounts.ts'

/** The role that every key of an organization has at least. */
const LEAST_ROLE = 'ORG_MEMBER'
const USUAL_HOURS = 90 * 24

/**
 * Another secret of the same service account with a life of the same length, or an API key with the same description, roles and access list. Throws
 * Failure `provider` `not-found` if the key no longer exists.
 */
export async function draftFromKey(api: HttpApi, key: RemoteKey): Promise<FormValues> {
  const { first, second } = partsOf(key.remoteId)
  if (kindOf(key.scope) === API_KEY) return draftFromApiKey(api, first)
  const { account } = await askAccount(api, key.scope, first)
  const secret = account.secrets?.find(({ id }) => id === second)
  if (secret === undefined) throw providerFailure({ why: 'not-found', outcome: 'refused' })
  const project = projectOf(key.scope)
  return {
    [KIND_FIELD]: SECRET,
    serviceAccount: writtenAccount(first, account.name ?? ''),
    hours: String(hoursOf(secret)),
    ...(project !== '' && { project }),
  }
}

/** The life that a secret was made for, or what a successor has left of it. */
function hoursOf({ createdAt, expiresAt }: RawSecret): number {
  const [from, to] = [readInstant(createdAt), readInstant(expiresAt)]
  const hours = from === undefined || to === undefined ? 0 : Math.round((to - from) / HOUR_MS)
  return hours < SHORTEST_LIFE ? USUAL_HOURS : Math.min(hours, LONGEST_LIFE)
}

async function draftFromApiKey(api: HttpApi, id: string): Promise<FormValues> {
  const { label, grants } = readApiKey((await askApiKey(api, id)).raw)
  const accessList = (await entriesOf(api, id)).map(addressOfEntry).filter((address) => address !== '')
  const roles = grants.filter(({ target }) => target === undefined).map(({ permission }) => permission)
  const projectRoles = grants.flatMap(({ permission, target }) =>
    target === undefined ? [] : [`${target.id}:${permission}`],
  )
  return {
    [KIND_FIELD]: API_KEY,
    label: fitText(label, LONGEST_DESCRIPTION, 'API key'),
    roles: roles.length === 0 ? [LEAST_ROLE] : roles,
    ...(projectRoles.length > 0 && { projectRoles }),
    ...(accessList.length > 0 && { accessList }),
  }
}
