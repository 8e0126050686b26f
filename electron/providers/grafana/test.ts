/** Tests what a service-account token may do in its Grafana, and names the permission that it lacks. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { authenticates } from '../authenticates.ts'
import { isRefusal, wordsOf } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { askAccounts, type AccountPage, type ServiceAccount } from './accounts.ts'

type Allowed = TestReport['may'][number]['allowed']

const READ = 'serviceaccounts:read'
const WRITE = 'serviceaccounts:write'
const CREATE = 'serviceaccounts:create'

/** Lists the service accounts once. Throws Failure `provider` if the token does not work at all. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const seen = await askUnlessForbidden(api, signal)
  const page = 'words' in seen ? undefined : seen
  const skewMs = clockSkew(api.now(), page?.date)
  const mayWrite = allowedBy(page?.accounts ?? [])
  return {
    who: whoIs(page),
    may: [
      { action: `List tokens (${READ})`, allowed: page === undefined ? 'no' : 'yes' },
      { action: `Create and delete tokens (${WRITE})`, allowed: mayWrite },
      // Grafana shows only the permissions for an existing account.
      { action: `Make service accounts (${CREATE})`, allowed: 'unknown' },
    ],
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: [
      ...('words' in seen ? [lacks(READ, seen.words)] : []),
      ...(mayWrite === 'no' ? [lacks(WRITE)] : []),
      ...(page === undefined
        ? []
        : ['Grafana doesn’t tell which token this credential is. Be careful not to delete it.']),
    ],
  }
}

/** Whether the token that `api` was opened with authenticates. A token without the permission is refused with the name of it. */
export async function verifySecret(api: HttpApi, signal?: AbortSignal): Promise<boolean> {
  return authenticates(
    async () => askAccounts(api, { size: 1, signal }),
    (error) => isRefusal(error, 'forbidden') && /\bpermissions?\b/i.test(wordsOf(error)),
  )
}

function lacks(permission: string, words = ''): string {
  const [named = permission] = /\bserviceaccounts(?:\.permissions)?:\w+/.exec(words) ?? []
  return `The token lacks the permission “${named}”. Give its service account the role Admin, or a custom role with “${named}”.`
}

async function askUnlessForbidden(
  api: HttpApi,
  signal: AbortSignal | undefined,
): Promise<AccountPage | { readonly words: string }> {
  try {
    return await askAccounts(api, { signal })
  } catch (error) {
    if (isRefusal(error, 'forbidden')) return { words: wordsOf(error) }
    throw error
  }
}

/** Newer versions show for each account what the token may do with it. */
function allowedBy(accounts: readonly ServiceAccount[]): Allowed {
  const answers = accounts.flatMap(({ accessControl }) =>
    accessControl === undefined || accessControl === null ? [] : [accessControl[WRITE] === true],
  )
  if (answers.length === 0 || new Set(answers).size > 1) return 'unknown'
  return answers[0] === true ? 'yes' : 'no'
}

function whoIs(page: AccountPage | undefined): string {
  if (page === undefined) return 'A service account token'
  const { accounts, total = accounts.length } = page
  const [organization] = accounts.flatMap(({ orgId }) => orgId ?? [])
  const of = organization === undefined ? '' : ` of organization ${String(organization)}`
  return `A token${of}, ${String(total)} service ${total === 1 ? 'account' : 'accounts'} visible`
}
