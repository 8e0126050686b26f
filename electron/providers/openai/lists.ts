/** OpenAI's lists of keys. They page by the id of their last row, never by an address. */
import { z } from 'zod'
import type { Instant } from '../../../shared/model/model.ts'
import type { ListPage, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { keyPages, pages } from '../pages.ts'
import { Id, isLeftover, isMaskOf, RawAdminKey, RawProjectKey, readAdminKey, readProjectKey } from './keys.ts'
import { ADMIN, SERVICE, type Scope } from './kinds.ts'
import { accountsOf, ADMIN_KEYS, keysOf, PROJECTS } from './paths.ts'

/** The longest page that the API gives. */
const PAGE_SIZE = 100

const Page = z.object({
  data: RawRows,
  has_more: z.boolean(),
  last_id: z.string().nullish().catch(undefined),
})

interface Rows<T> {
  readonly rows: readonly T[]
  readonly next: string | undefined
  readonly date: Instant | undefined
}

/** One page of a list, read by `read`. */
async function askRows<T extends { readonly id: string }>(
  api: HttpApi,
  {
    scope,
    path,
    schema,
    query = {},
  }: {
    readonly scope: Scope
    readonly path: readonly string[]
    readonly schema: z.ZodType<T>
    readonly query?: Readonly<Record<string, string>>
  },
  after: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Rows<T>> {
  const answer = await api.send({
    scope,
    path,
    query: { limit: PAGE_SIZE, ...query, after },
    method: 'GET',
    effect: 'read',
    list: true,
    signal,
  })
  const { status, date } = answer
  const { data, has_more: hasMore, last_id: lastId } = readAnswer(Page, answer)
  const rows = await readRows(data, { turn: api.turn, schema, status, read: (row) => row })
  const next = hasMore ? (lastId ?? rows.at(-1)?.id) : undefined
  // Without the id of the next page the list would seem complete.
  if (hasMore && (next ?? '') === '') throw notUnderstood(status)
  return { rows, next, date }
}

/**
 * Every key of the organization. The last page names the key that is the credential: the one whose mask fits, if that is only one of those that
 * have not expired.
 */
export async function* listAdminKeys(api: HttpApi, signal?: AbortSignal): AsyncGenerator<ListPage> {
  const own: string[] = []
  const read = keyPages(async (after) => {
    const list = { scope: ADMIN, path: ADMIN_KEYS, schema: RawAdminKey } as const
    const { rows, next, date } = await askRows(api, list, after, signal)
    const keys = rows.map(readAdminKey)
    const fits = (at: number) =>
      api.readCredential((credential) => isMaskOf(rows[at]?.redacted_value, credential))
    own.push(...keys.filter((key, at) => !hasEnded(api, key) && fits(at)).map(({ remoteId }) => remoteId))
    return { page: { keys, date }, next }
  })
  let held: ListPage | undefined
  for await (const page of read) {
    if (held !== undefined) yield held
    held = page
  }
  const ids = new Set(own)
  if (held !== undefined) yield { ...held, credentialId: ids.size === 1 ? own[0] : undefined }
}

const hasEnded = (api: HttpApi, { expires }: RemoteKey): boolean =>
  expires?.at !== undefined && expires.at <= api.now()

/** A project or a service account. */
export interface Named {
  readonly id: string
  readonly name: string
}

export const RawNamed = z.object({ id: Id, name: z.string().nullish().catch(undefined) })

export const namedOf = ({ id, name }: z.infer<typeof RawNamed>): Named => ({ id, name: name ?? '' })

/** Every active project of the organization, page by page. */
export function listProjects(
  api: HttpApi,
  scope: Scope,
  signal?: AbortSignal,
): AsyncIterable<readonly Named[]> {
  return pages(async (after) => {
    const list = { scope, path: PROJECTS, schema: RawNamed }
    const { rows, next } = await askRows(api, list, after, signal)
    return { page: rows.map(namedOf), next }
  })
}

/** Every service account of an active project, page by page. */
export function listServiceAccounts(
  api: HttpApi,
  project: string,
  signal?: AbortSignal,
): AsyncIterable<readonly Named[]> {
  return pages(async (after) => {
    const list = { scope: SERVICE, path: accountsOf(project), schema: RawNamed } as const
    const { rows, next } = await askRows(api, list, after, signal)
    return { page: rows.map(namedOf), next }
  })
}

/** The keys of every project that are of the kind `scope`. Also those whose owner has left, which OpenAI leaves out unless asked. */
export async function* listProjectKeys(
  api: HttpApi,
  scope: Scope,
  signal?: AbortSignal,
): AsyncGenerator<ListPage> {
  const projects: Named[] = []
  for await (const some of listProjects(api, scope, signal)) projects.push(...some)
  const leftovers = new Set<string>()
  for (const project of projects) {
    const read = keyPages(async (after) => {
      const query = { owner_project_access: 'any' }
      const list = { scope, path: keysOf(project.id), schema: RawProjectKey, query }
      const { rows, next, date } = await askRows(api, list, after, signal)
      const keys = rows.map((raw) => ({ key: readProjectKey(raw, project), isLeft: isLeftover(raw) }))
      for (const { key, isLeft } of keys) if (isLeft && key.scope === scope) leftovers.add(key.remoteId)
      return { page: { keys: keys.map(({ key }) => key), date }, next }
    })
    // Filtered only here: a page may consist of keys of the other kind.
    for await (const page of read) yield { ...page, keys: page.keys.filter((key) => key.scope === scope) }
  }
  if (leftovers.size > 0) yield { keys: [], warnings: [leftoverWords(leftovers.size)] }
}

const leftoverWords = (count: number): string =>
  count === 1
    ? '1 key belongs to an owner who has left its project. Check whether it is still needed.'
    : `${count} keys belong to owners who have left their project. Check whether they are still needed.`

/** Whether a service account has another key than this one. */
export async function hasOtherKeys(
  api: HttpApi,
  { project, account, id }: { readonly project: string; readonly account: string; readonly id: string },
): Promise<boolean> {
  const rows = pages(async (after) => {
    const query = { owner_project_access: 'any' }
    const list = { scope: SERVICE, path: keysOf(project), schema: RawProjectKey, query } as const
    const { rows: page, next } = await askRows(api, list, after, undefined)
    return { page, next }
  })
  for await (const page of rows)
    if (page.some((raw) => raw.id !== id && raw.owner?.service_account?.id === account)) return true
  return false
}
