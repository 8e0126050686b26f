/** The calls for OpenRouter's API keys. A key is addressed by its hash. */
import { z } from 'zod'
import type { FormValues, Instant } from '../../../shared/model/model.ts'
import type {
  Answer,
  DeletionAnswer,
  ListPage,
  RemoteKey,
  RemoteRef,
  ReportedKey,
} from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { isRefusal, notUnderstood } from '../failure.ts'
import { instantOf, textOf } from '../forms.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { keyPages } from '../pages.ts'
import { writeInstant } from '../times.ts'
import { RawKey, readKey, readOne } from './keys.ts'

const KEYS = 'keys'
const Page = z.object({ data: RawRows })
const Own = z.object({ data: z.object({ label: z.string() }) })

/** The limit after a change: an amount, none, or unchanged. */
export const NO_LIMIT = 'none'

export interface KeyPage {
  readonly keys: readonly RemoteKey[]
  readonly date: Instant | undefined
}

/** The keys after the first `offset` ones of a workspace; `''` is the default one. Without the flag, disabled keys would look deleted. */
export async function askPage(
  api: HttpApi,
  scope: string,
  offset: number,
  signal?: AbortSignal,
): Promise<KeyPage> {
  const answer = await api.send({
    scope,
    path: [KEYS],
    query: { include_disabled: 'true', offset, workspace_id: scope === '' ? undefined : scope },
    method: 'GET',
    effect: 'read',
    list: true,
    signal,
  })
  const { status, date } = answer
  const read = (raw: RawKey) => readKey(raw, scope)
  const rows = readAnswer(Page, answer).data
  return { keys: await readRows(rows, { turn: api.turn, schema: RawKey, status, read }), date }
}

/** Every page. The list has no number of pages, so it ends with an empty page. */
export function listKeys(api: HttpApi, scope: string, signal?: AbortSignal): AsyncIterable<ListPage> {
  return keyPages(async (next = '0') => {
    const offset = Number(next)
    const { keys, date } = await askPage(api, scope, offset, signal)
    return { page: { keys, date }, next: keys.length === 0 ? undefined : String(offset + keys.length) }
  })
}

/** One key; `undefined` if OpenRouter answers that it does not exist. */
export async function findKey(api: HttpApi, { remoteId, scope }: RemoteRef, signal?: AbortSignal) {
  try {
    const answer = await askOne(api, remoteId, signal)
    return { key: readKey(readSame(answer, remoteId), scope), date: answer.date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { key: undefined }
    throw error
  }
}

/** The record of one key. Also throws if OpenRouter answers that it does not exist. */
export async function readCurrent(api: HttpApi, id: string): Promise<RawKey> {
  return readSame(await askOne(api, id), id)
}

const askOne = async (api: HttpApi, id: string, signal?: AbortSignal): Promise<HttpAnswer> =>
  api.send({ scope: '', path: [KEYS, id], method: 'GET', effect: 'read', signal })

function readSame(answer: Answer, id: string): RawKey {
  const raw = readOne(answer)
  if (raw.hash !== id) throw notUnderstood(answer.status)
  return raw
}

/** Asks about the calling key: a call for every key, whatever it is for. */
export async function askOwn(api: HttpApi, signal?: AbortSignal): Promise<void> {
  readAnswer(Own, await api.send({ scope: '', path: ['key'], method: 'GET', effect: 'read', signal }))
}

export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const workspace = textOf(draft, 'workspace')
  const creator = textOf(draft, 'creator')
  const end = instantOf(draft, 'expires')
  const json = {
    name: textOf(draft, 'name'),
    ...limitsOf(draft),
    // OpenRouter refuses a time without seconds, and takes whole ones. Source: models/operations/createkeys.
    ...(end !== undefined && { expires_at: writeInstant(Math.trunc(end / 1_000) * 1_000) }),
    ...(workspace !== '' && { workspace_id: workspace }),
    ...(creator !== '' && { creator_user_id: creator }),
  }
  return sealable(
    await api.send({
      scope: '',
      path: [KEYS],
      method: 'POST',
      effect: 'issue',
      json,
      signal,
    }),
  )
}

/** Fields that are left out keep their value; the expiry cannot be moved. */
export async function updateKey(
  api: HttpApi,
  { remoteId, scope }: RemoteKey,
  draft: FormValues,
): Promise<ReportedKey> {
  const name = textOf(draft, 'name')
  return change(api, { remoteId, scope }, { ...(name !== '' && { name }), ...limitsOf(draft) })
}

export async function switchKey(api: HttpApi, key: RemoteRef, enabled: boolean): Promise<ReportedKey> {
  const changed = await change(api, key, { disabled: !enabled })
  if ((changed.switch === 'enabled') !== enabled) throw notUnderstood()
  return changed
}

async function change(
  api: HttpApi,
  { remoteId, scope }: Pick<RemoteRef, 'remoteId' | 'scope'>,
  json: object,
) {
  const answer = await api.send({
    scope: '',
    path: [KEYS, remoteId],
    method: 'PATCH',
    effect: 'change',
    json,
  })
  return readKey(readSame(answer, remoteId), scope)
}

export async function deleteKey(api: HttpApi, { remoteId }: RemoteRef): Promise<DeletionAnswer> {
  return sendDeletion(() =>
    api.send({ scope: '', path: [KEYS, remoteId], method: 'DELETE', effect: 'change' }),
  )
}

function limitsOf(draft: FormValues): object {
  const [limit, reset] = [textOf(draft, 'limit'), textOf(draft, 'limitReset')]
  return {
    ...(limit !== '' && { limit: limit === NO_LIMIT ? null : Number(limit) }),
    ...(reset !== '' && { limit_reset: reset === 'never' ? null : reset }),
    ...byokOf(draft),
  }
}

/** A new key's switch, or the choice of a change. */
function byokOf({ includeByok: counts }: FormValues): object {
  if (typeof counts === 'boolean') return { include_byok_in_limit: counts }
  return typeof counts === 'string' && counts !== '' ? { include_byok_in_limit: counts === 'yes' } : {}
}
