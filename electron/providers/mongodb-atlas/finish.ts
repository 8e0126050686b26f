/** What follows the creation of a key: an API key gets its roles in projects and its access list, and a secret's older neighbour is read again. */
import { Failure } from '../../../shared/contract/errors.ts'
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { isRefusal } from '../failure.ts'
import { listOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { addEntries } from './access-list.ts'
import { partsOf } from './addresses.ts'
import { API_KEYS, askAccount } from './calls.ts'
import { API_KEY, SECRET } from './kinds.ts'
import { readSecrets } from './service-accounts.ts'

/**
 * Returns the keys that the creation has changed: Atlas cuts the life of a service account's older secret when it gets a second one. Throws Failure
 * `incomplete`, which names what an API key still lacks.
 */
export async function finishKey(
  api: HttpApi,
  { remoteId, scope }: RemoteRef,
  draft: FormValues,
): Promise<readonly RemoteKey[]> {
  const { first } = partsOf(remoteId)
  if (draft[KIND_FIELD] === SECRET) return neighbours(api, scope, first)
  if (draft[KIND_FIELD] === API_KEY) await completeApiKey(api, first, draft)
  return []
}

/** A failed read is ignored: the next sync reads the same secrets. */
async function neighbours(api: HttpApi, scope: string, clientId: string): Promise<readonly RemoteKey[]> {
  try {
    return readSecrets((await askAccount(api, scope, clientId)).account, scope)
  } catch (error) {
    if (error instanceof Failure) return []
    throw error
  }
}

interface Step {
  /** What the key lacks if this fails. */
  readonly lack: string
  readonly run: () => Promise<unknown>
}

/** Runs every step, also after one has failed: each result is useful without the others. */
async function completeApiKey(api: HttpApi, id: string, draft: FormValues): Promise<void> {
  const lacks: string[] = []
  let failure: Failure | undefined
  for (const { lack, run } of stepsOf(api, id, draft))
    try {
      await run()
    } catch (error) {
      // A conflict means that an earlier attempt has done this step.
      if (isRefusal(error, 'conflict')) continue
      if (!(error instanceof Failure)) throw error
      failure = error
      lacks.push(lack)
    }
  if (failure !== undefined)
    throw new Failure({ kind: 'incomplete', lacks, reason: failure.error }, { cause: failure })
}

function stepsOf(api: HttpApi, id: string, draft: FormValues): readonly Step[] {
  const addresses = listOf(draft, 'accessList')
  const list: Step = {
    lack: `the access list ${addresses.join(', ')}`,
    run: async () => addEntries(api, id, addresses),
  }
  const places = [...rolesByProject(draft)].map(([project, roles]): Step => ({
    lack: `the roles ${roles.join(', ')} in the project ${project}`,
    run: async () => assign(api, id, project, roles),
  }))
  return addresses.length === 0 ? places : [list, ...places]
}

function rolesByProject(draft: FormValues): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const text of listOf(draft, 'projectRoles')) {
    const [project = '', role = ''] = text.split(':')
    found.set(project, [...(found.get(project) ?? []), role])
  }
  return found
}

/** Source: `AddProjectApiKey` in the vendor's Go client. It needs the role Project Owner in that project. */
async function assign(api: HttpApi, id: string, project: string, roles: readonly string[]): Promise<void> {
  const path = ['groups', project, API_KEYS, id]
  await api.send({ scope: API_KEY, path, method: 'POST', effect: 'change', json: [{ roles }] })
}
