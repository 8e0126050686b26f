/** The service accounts of a project: made without a key, and changed. Source: OpenAI's client 7.59.0, projects.serviceAccounts. */
import { z } from 'zod'
import { notUnderstood } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { readAnswer } from '../json.ts'
import { Id } from './keys.ts'
import { SERVICE } from './kinds.ts'
import { accountsOf } from './paths.ts'

const Text = z.string().optional().catch(undefined)
const Account = z.object({ id: Id, name: Text, role: Text })
export type ServiceAccount = z.infer<typeof Account>

/** Makes an account that has no key, and gives it its role: such an account has none at first. Returns its id. */
export async function makeAccount(
  api: HttpApi,
  project: string,
  { name, role }: { readonly name: string; readonly role: string },
): Promise<string> {
  const json = { name, create_service_account_only: true }
  const call = { scope: SERVICE, path: accountsOf(project), method: 'POST', effect: 'change', json } as const
  const { id } = readAnswer(Account, await api.send(call))
  await changeAccount(api, project, id, { role })
  return id
}

/** Changes an account; fields that are left out stay. */
export async function changeAccount(
  api: HttpApi,
  project: string,
  account: string,
  json: { readonly name?: string; readonly role?: string },
): Promise<ServiceAccount> {
  const path = [...accountsOf(project), account]
  const answer = await api.send({ scope: SERVICE, path, method: 'POST', effect: 'change', json })
  const changed = readAnswer(Account, answer)
  if (changed.id !== account) throw notUnderstood(answer.status)
  return changed
}
