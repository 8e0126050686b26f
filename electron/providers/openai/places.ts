/** Finds the project and the service account that a draft names, by id or by name. */
import type { FormValues } from '../../../shared/model/model.ts'
import { beforeChange, providerFailure } from '../failure.ts'
import { textOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { NEW_ADMIN_KEY, NEW_SERVICE_KEY, SERVICE } from './kinds.ts'
import { listProjects, listServiceAccounts, type Named } from './lists.ts'

/**
 * The draft with ids instead of names. Reads no list for what is an id already. Throws Failure `provider` `invalid`, not sent, if nothing or more than
 * one thing has the name.
 */
export async function withIds(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<FormValues> {
  const kind = textOf(draft, 'kind')
  if (kind === NEW_ADMIN_KEY) return draft
  return beforeChange(async () => {
    const named = textOf(draft, 'project')
    const project = /^proj_\w+$/.test(named)
      ? named
      : await idOf('project', named, listProjects(api, SERVICE, signal))
    if (kind !== NEW_SERVICE_KEY) return { ...draft, project }
    const account = textOf(draft, 'serviceAccount')
    const serviceAccount = /^svc_acct_\w+$/.test(account)
      ? account
      : await idOf('service account', account, listServiceAccounts(api, project, signal))
    return { ...draft, project, serviceAccount }
  })
}

async function idOf(what: string, named: string, list: AsyncIterable<readonly Named[]>): Promise<string> {
  const found: string[] = []
  for await (const some of list)
    for (const { id, name } of some) {
      if (id === named) return id
      if (name.trim() === named) found.push(id)
    }
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return only
  const words =
    only === undefined
      ? `No ${what} has the ID or the name “${named}”`
      : `Several ${what}s are called “${named}”: enter the ID of one`
  throw providerFailure({ why: 'invalid', outcome: 'not-sent', words })
}
