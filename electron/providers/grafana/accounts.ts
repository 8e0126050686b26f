/** The service accounts of a Grafana: found page by page, made, and changed. */
import { z } from 'zod'
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type { Answer, RemoteKey } from '../../core/ports/provider.ts'
import { beforeChange, notUnderstood, providerFailure } from '../failure.ts'
import { textOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { plain } from '../scrub.ts'

const Text = z.string().nullish().catch(undefined)

export const ServiceAccount = z.object({
  id: z.int().positive(),
  name: Text,
  role: Text,
  orgId: z.int().optional().catch(undefined),
  isDisabled: z.boolean().nullish().catch(undefined),
  isExternal: z.boolean().nullish().catch(undefined),
  /** How many tokens the account has. */
  tokens: z.int().nonnegative().optional().catch(undefined),
  /** What the credential may do with the account, by the names of the permissions. */
  accessControl: z.record(z.string(), z.boolean()).nullish().catch(undefined),
})
export type ServiceAccount = z.infer<typeof ServiceAccount>

const Page = z.object({
  totalCount: z.int().nonnegative().optional().catch(undefined),
  serviceAccounts: RawRows,
})

const Made = z.object({ id: z.int().positive() })
/** Older versions answer with the account itself. */
const Changed = z.union([
  z.object({ serviceaccount: ServiceAccount }).transform(({ serviceaccount }) => serviceaccount),
  ServiceAccount,
])

const ACCOUNTS = 'serviceaccounts'
const PAGE_SIZE = 1_000
// A million accounts. A longer list is taken to repeat itself.
const MOST_PAGES = 1_000

export interface AccountPage {
  readonly accounts: readonly ServiceAccount[]
  readonly total: number | undefined
  readonly date: Instant | undefined
}

/** One page of the accounts whose name contains `query`, from page 1 on. */
export async function askAccounts(
  api: HttpApi,
  {
    page = 1,
    size = PAGE_SIZE,
    query,
    signal,
  }: {
    readonly page?: number
    readonly size?: number
    readonly query?: string
    readonly signal?: AbortSignal | undefined
  },
): Promise<AccountPage> {
  const answer = await api.send({
    scope: '',
    path: [ACCOUNTS, 'search'],
    query: { perpage: size, page, query, accesscontrol: 'true' },
    method: 'GET',
    effect: 'read',
    list: true,
    signal,
  })
  const { serviceAccounts, totalCount } = readAnswer(Page, answer)
  const { status, date } = answer
  const read = (account: ServiceAccount) => account
  const accounts = await readRows(serviceAccounts, { turn: api.turn, schema: ServiceAccount, status, read })
  return { accounts, total: totalCount, date }
}

/**
 * Every page of the accounts, each account once. Throws Failure `provider` `not-understood` if a page brings nothing new before the announced number
 * is reached: such a list is not complete.
 */
export async function* accountPages(
  api: HttpApi,
  { query, signal }: { readonly query?: string; readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<AccountPage> {
  const seen = new Set<number>()
  for (let page = 1; ; page += 1) {
    const { accounts, total, date } = await askAccounts(api, {
      page,
      signal,
      ...(query !== undefined && { query }),
    })
    const fresh = accounts.filter(({ id }) => !seen.has(id) && seen.add(id))
    yield { accounts: fresh, total, date }
    const isLast = total === undefined ? accounts.length < PAGE_SIZE : seen.size >= total
    if (isLast) return
    if (fresh.length === 0 || page === MOST_PAGES) throw notUnderstood()
  }
}

/** What the token's own record does not say about the account that it belongs to. */
export const accountFacts = ({ id, name, role, isExternal }: ServiceAccount): RemoteKey['facts'] =>
  [
    { label: 'Service account', value: plain(name ?? '') },
    { label: 'Service account number', value: String(id) },
    { label: 'Role', value: plain(role ?? '') },
    { label: 'Managed by', value: isExternal === true ? 'A plugin' : '' },
  ].filter(({ value }) => value !== '')

/**
 * The draft with the number of its service account instead of its name. An account that does not exist is made, if the draft has a role for it.
 * Throws Failure `provider`: no token was asked for.
 */
export async function withAccountNumber(
  api: HttpApi,
  draft: FormValues,
  signal?: AbortSignal,
): Promise<FormValues> {
  const named = textOf(draft, 'serviceAccount')
  if (isNumber(named)) return draft
  const id =
    (await beforeChange(async () => findAccount(api, named, signal))) ?? (await makeAccount(api, draft))
  return { ...draft, serviceAccount: String(id) }
}

/** Whether a text is the number of a service account, not its name. */
export const isNumber = (text: string): boolean => /^[1-9]\d{0,15}$/.test(text)

async function findAccount(api: HttpApi, name: string, signal?: AbortSignal): Promise<number | undefined> {
  for await (const { accounts } of accountPages(api, { query: name, signal })) {
    const found = accounts.find((account) => account.name === name)
    if (found !== undefined) return found.id
  }
  return undefined
}

async function makeAccount(api: HttpApi, draft: FormValues): Promise<number> {
  const name = textOf(draft, 'serviceAccount')
  const role = textOf(draft, 'role')
  if (role === '')
    throw providerFailure({
      why: 'invalid',
      outcome: 'not-sent',
      words: `There is no service account named “${plain(name)}”. Choose a role to make it`,
    })
  const json = { name, role, isDisabled: false }
  // No token was requested yet, whether or not the account was created.
  return beforeChange(async () => {
    const answer = await api.send({ scope: '', path: [ACCOUNTS], method: 'POST', effect: 'change', json })
    return readAnswer(Made, answer).id
  })
}

/** Changes name, role and state of an account; fields that are left out stay. Disabling it disables every token of it. */
export async function changeAccount(
  api: HttpApi,
  account: string,
  changes: { readonly name?: string; readonly role?: string; readonly isDisabled?: boolean },
): Promise<ServiceAccount> {
  const path = [ACCOUNTS, account]
  const answer: Answer = await api.send({ scope: '', path, method: 'PATCH', effect: 'change', json: changes })
  const changed = readAnswer(Changed, answer)
  if (String(changed.id) !== account) throw notUnderstood(answer.status)
  return changed
}

/** The path of the tokens of an account. */
export const tokensPath = (account: string): readonly string[] => [ACCOUNTS, account, 'tokens']
