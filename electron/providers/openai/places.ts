/** Finds the project and the service account that a draft names, by id or by name. */
import type { FormValues } from '../../../shared/model/model.ts'
import { beforeChange, providerFailure } from '../failure.ts'
import { textOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { makeAccount } from './accounts.ts'
import { NEW_ADMIN_KEY, NEW_SERVICE_KEY, SERVICE } from './kinds.ts'
import { listProjects, listServiceAccounts, type Named } from './lists.ts'

/**
 * The draft with ids instead of names. Reads no list for what is an id already. A service account that does not exist is made, without a key, if the
 * draft has a role for it. Throws Failure `provider` `invalid`, not sent, if nothing or more than
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
      : ((await findId('service account', account, listServiceAccounts(api, project, signal))) ??
        (await newAccount(api, project, draft)))
    return { ...draft, project, serviceAccount }
  })
}

/** Makes the account, if the draft has a role for it. */
async function newAccount(api: HttpApi, project: string, draft: FormValues): Promise<string> {
  const [name, role] = [textOf(draft, 'serviceAccount'), textOf(draft, 'accountRole')]
  if (role !== '') return makeAccount(api, project, { name, role })
  throw unknown(`No service account has the ID or the name “${name}”. Choose a role to make it`)
}

const unknown = (words: string) => providerFailure({ why: 'invalid', outcome: 'not-sent', words })

async function idOf(what: string, named: string, list: AsyncIterable<readonly Named[]>): Promise<string> {
  const found = await findId(what, named, list)
  if (found !== undefined) return found
  throw unknown(`No ${what} has the ID or the name “${named}”`)
}

async function findId(
  what: string,
  named: string,
  list: AsyncIterable<readonly Named[]>,
): Promise<string | undefined> {
  const found: string[] = []
  for await (const some of list)
    for (const { id, name } of some) {
      if (id === named) return id
      if (name.trim() === named) found.push(id)
    }
  const [only, ...others] = found
  if (others.length > 0) throw unknown(`Several ${what}s are called “${named}”: enter the ID of one`)
  return only
}
