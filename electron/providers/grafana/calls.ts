/** The calls for service-account tokens. A token is addressed by the numbers of its account and its own. */
import type { FormValues } from '../../../shared/model/model.ts'
import type {
  Answer,
  DeletionAnswer,
  ListPage,
  RemoteKey,
  RemoteRef,
  ReportedKey,
} from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { providerFailure } from '../failure.ts'
import { instantOf, textOf } from '../forms.ts'
import type { HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { accountPages, changeAccount, tokensPath } from './accounts.ts'
import { partsOf, RawToken, readToken, withAccount } from './tokens.ts'

/** The tokens of every service account, one account after the other. Expired tokens are part of it until they are deleted. */
export async function* listTokens(api: HttpApi, signal?: AbortSignal): AsyncGenerator<ListPage> {
  for await (const { accounts, date } of accountPages(api, { signal })) {
    const used = accounts.filter(({ tokens }) => tokens !== 0)
    if (used.length === 0) yield { keys: [], date }
    for (const account of used) {
      const raw = await readTokens(api, String(account.id), signal)
      yield { keys: raw.map((token) => readToken(token, account)), date }
    }
  }
}

/** The tokens of one account: a bare array, without paging. */
export async function readTokens(
  api: HttpApi,
  account: string,
  signal?: AbortSignal,
): Promise<readonly RawToken[]> {
  const path = tokensPath(account)
  const answer = await api.send({ scope: '', path, method: 'GET', effect: 'read', list: true, signal })
  const rows = readAnswer(RawRows, answer)
  const read = (token: RawToken) => token
  return readRows(rows, { turn: api.turn, schema: RawToken, status: answer.status, read })
}

/** Grafana counts the life of a token from the arrival of the request, by its own clock. Without `secondsToLive` it never ends. */
export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const end = instantOf(draft, 'expires')
  const secondsToLive = end === undefined ? undefined : Math.round((end - api.now()) / 1_000)
  // Grafana reads a lifetime of zero as "never expires".
  if (secondsToLive !== undefined && secondsToLive < 1)
    throw providerFailure({ why: 'invalid', outcome: 'not-sent', words: 'The expiry date has passed' })
  const json = { name: textOf(draft, 'name'), ...(secondsToLive !== undefined && { secondsToLive }) }
  const path = tokensPath(textOf(draft, 'serviceAccount'))
  return sealable(
    await api.send({
      scope: '',
      path,
      method: 'POST',
      effect: 'issue',
      json,
      signal,
    }),
  )
}

/** A missing account and a missing token get the same answer: in both cases the token is gone. */
export async function deleteToken(api: HttpApi, { remoteId }: RemoteRef): Promise<DeletionAnswer> {
  const { account, token } = partsOf(remoteId)
  const path = [...tokensPath(account), token]
  return sendDeletion(() => api.send({ scope: '', path, method: 'DELETE', effect: 'change' }))
}

/** Changes the service account that a token belongs to: a token itself cannot be changed. */
export async function updateAccountOf(api: HttpApi, key: RemoteKey, draft: FormValues): Promise<ReportedKey> {
  const [name, role, state] = ['accountName', 'role', 'accountState'].map((field) => textOf(draft, field))
  const changes = {
    ...(name && { name }),
    ...(role && { role }),
    ...(state && { isDisabled: state === 'disabled' }),
  }
  return withAccount(key, await changeAccount(api, partsOf(key.remoteId).account, changes))
}
