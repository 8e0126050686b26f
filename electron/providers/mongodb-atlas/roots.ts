/** Finds the organization of an account whose form names none: a credential belongs to one. */
import { z } from 'zod'
import { providerFailure } from '../failure.ts'
import { textOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { projectOf } from './kinds.ts'
import { allRows } from './pages.ts'
import { NO_KIND, ORGS_PATH } from './settings.ts'

const Organization = z.object({
  id: z.string().regex(/^[0-9a-f]{24}$/),
  name: z.string().optional().catch(undefined),
})
export type Organization = z.infer<typeof Organization>

/** The organizations that the credential sees. */
export const listOrganizations = async (
  api: HttpApi,
  signal?: AbortSignal,
): Promise<readonly Organization[]> =>
  allRows(api, { scope: NO_KIND, path: ORGS_PATH, schema: Organization, idOf: ({ id }) => id }, signal)

/** By open account: an organization does not change its id. */
const known = new WeakMap<HttpApi, string>()

/** The path below which the keys of a scope lie. Throws Failure `provider`; `invalid` if the organization is not clear. */
export async function rootOf(api: HttpApi, scope: string, signal?: AbortSignal): Promise<readonly string[]> {
  const project = projectOf(scope)
  if (project !== '') return ['groups', project]
  const entered = textOf(api.settings, 'orgId')
  if (entered !== '') return ['orgs', entered]
  const id = known.get(api) ?? theOnly(await listOrganizations(api, signal))
  known.set(api, id)
  return ['orgs', id]
}

/** The id of the one organization. Throws Failure `provider` `invalid`, not sent, for none and for several. */
export function theOnly(organizations: readonly Organization[]): string {
  const [only, ...others] = organizations
  if (only !== undefined && others.length === 0) return only.id
  const words =
    only === undefined
      ? 'Atlas shows no organization to this credential. Enter the organization’s ID in the account'
      : 'Atlas shows several organizations to this credential. Enter the ID of one in the account'
  throw providerFailure({ why: 'invalid', outcome: 'not-sent', words })
}
