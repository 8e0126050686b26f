/** The calls of the RIPE Atlas keys API. Keys are addressed by their eight-character handle, never by the whole uuid. */
import { z } from 'zod'
import type { Permission } from '../../../shared/model/catalogue.ts'
import type { FormValues, Grant, Instant } from '../../../shared/model/model.ts'
import type { Answer, DeletionAnswer, ListPage, RemoteKey, RemoteRef } from '../../core/ports/provider.ts'
import { sendDeletion } from '../deletion.ts'
import { beforeChange, isRefusal, notUnderstood } from '../failure.ts'
import { grantsOf, instantOf, textOf } from '../forms.ts'
import type { HttpAnswer, HttpApi } from '../http-client.ts'
import { sealable } from '../issued-secret.ts'
import { RawRows, readAnswer, readRows } from '../json.ts'
import { keyPages, pages } from '../pages.ts'
import { writeInstant } from '../times.ts'
import { grantsOfRaw, hasOddDate, publicId, RawKey, readGrant, readKey, type RawGrant } from './keys.ts'

// The API silently cuts a larger size to 500.
const PAGE_SIZE = 500

const KeyPage = z.object({
  count: z.int().nonnegative().optional().catch(undefined),
  next: z.string().nullish(),
  results: RawRows,
  warning: z.unknown().optional(),
})

/** A list may be a bare array or a page. */
const listOf = <T>(item: z.ZodType<T>) =>
  z.union([
    z.array(item).transform((results) => ({ next: undefined, results })),
    z.object({ next: z.string().nullish(), results: z.array(item) }),
  ])

/** Every page of the key list. */
export function listKeys(api: HttpApi, signal?: AbortSignal): AsyncIterable<ListPage> {
  return keyPages(async (next) => {
    const answer = await askPage(api, ['keys', ''], { page_size: PAGE_SIZE }, next, signal)
    const { count, results, warning, next: following } = readAnswer(KeyPage, answer)
    const { status, date } = answer
    const read = (raw: RawKey) => {
      const key = readKey(raw, status)
      return { key, isOdd: hasOddDate(raw, key) }
    }
    const rows = await readRows(results, { turn: api.turn, schema: RawKey, status, read })
    const warnings = warningsOf(api, warning, rows.filter(({ isOdd }) => isOdd).length)
    return { page: { keys: rows.map(({ key }) => key), total: count, date, warnings }, next: following }
  })
}

/** One key; `undefined` if RIPE Atlas answers that it does not exist. */
export async function findKey(
  api: HttpApi,
  handle: string,
  signal?: AbortSignal,
): Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }> {
  try {
    const answer = await askKey(api, handle, signal)
    return { key: readSame(answer, handle), date: answer.date }
  } catch (error) {
    if (isRefusal(error, 'not-found')) return { key: undefined }
    throw error
  }
}

/** The current state of one key. Also throws if RIPE Atlas answers that the key does not exist. */
export async function readCurrent(api: HttpApi, handle: string): Promise<RemoteKey> {
  return readSame(await askKey(api, handle), handle)
}

export async function sendCreate(api: HttpApi, draft: FormValues, signal?: AbortSignal): Promise<Answer> {
  const json = { ...bodyOf(draft), enabled: true, grants: grantsOf(draft, 'grants').map(writeGrant) }
  return sealable(
    await api.send({ scope: '', path: ['keys', ''], method: 'POST', effect: 'issue', json, signal }),
  )
}

export async function sendRegenerate(api: HttpApi, key: RemoteRef, signal?: AbortSignal): Promise<Answer> {
  const json = { regenerate: true }
  return sealable(await api.send({ ...one(key.remoteId), method: 'PATCH', effect: 'issue', json, signal }))
}

/**
 * Replaces label, times and grants. PUT requires all five fields, so the switch and the grants are read first. A grant that stays is sent back
 * unchanged, because Keyhold shows the ids of keys in it shortened.
 */
export async function updateKey(api: HttpApi, key: RemoteKey, draft: FormValues): Promise<RemoteKey> {
  const raw = await beforeChange(async () => readAnswer(RawKey, await askKey(api, key.remoteId)))
  const json = {
    ...bodyOf(draft),
    enabled: raw.enabled ?? true,
    grants: grantsOf(draft, 'grants').map((grant) => sameGrant(raw, grant) ?? writeGrant(grant)),
  }
  const answer = await api.send({ ...one(key.remoteId), method: 'PUT', effect: 'change', json })
  return readSame(answer, key.remoteId)
}

export async function switchKey(api: HttpApi, key: RemoteRef, enabled: boolean): Promise<RemoteKey> {
  const answer = await api.send({
    ...one(key.remoteId),
    method: 'PATCH',
    effect: 'change',
    json: { enabled },
  })
  return readSame(answer, key.remoteId)
}

export async function deleteKey(api: HttpApi, { remoteId }: RemoteRef): Promise<DeletionAnswer> {
  return sendDeletion(() => api.send({ ...one(remoteId), method: 'DELETE', effect: 'change' }))
}

const RawPermission = z.object({
  id: z.string(),
  description: z.string().nullish().catch(undefined),
  target_types: z.array(z.string()).nullish().catch(undefined),
})

export async function listPermissions(api: HttpApi, signal?: AbortSignal): Promise<readonly Permission[]> {
  const list = await all(api, ['keys', 'permissions', ''], {}, listOf(RawPermission), signal)
  return list.map(({ id, description, target_types }) => ({
    id,
    description: description ?? id,
    targetTypes: target_types ?? [],
  }))
}

const RawTarget = z.object({
  type: z.string(),
  id: z.union([z.string(), z.number()]).transform(String),
  label: z.string().nullish().catch(undefined),
})

export async function listTargets(api: HttpApi, permission: string, term: string) {
  const query = { term: term === '' ? undefined : term }
  const list = await all(api, ['keys', 'permissions', permission, 'targets', ''], query, listOf(RawTarget))
  return list.map(({ type, id, label }) => ({ type, id: publicId(id), label: label ?? publicId(id) }))
}

const askKey = async (api: HttpApi, handle: string, signal?: AbortSignal): Promise<HttpAnswer> =>
  api.send({ ...one(handle), method: 'GET', effect: 'read', signal })

/** The key in an answer that must be about the requested key. */
function readSame(answer: Answer, handle: string): RemoteKey {
  const key = readKey(readAnswer(RawKey, answer), answer.status)
  if (key.remoteId !== handle) throw notUnderstood(answer.status)
  return key
}

const one = (handle: string) => ({ scope: '', path: ['keys', handle, ''] })

function bodyOf(draft: FormValues) {
  const time = (name: string) => {
    const at = instantOf(draft, name)
    return at === undefined ? null : writeInstant(at)
  }
  return { label: textOf(draft, 'label'), valid_from: time('validFrom'), valid_to: time('validTo') }
}

const writeGrant = ({ permission, target }: Grant): RawGrant => ({ permission, target: target ?? null })

function sameGrant(raw: RawKey, { permission, target }: Grant): RawGrant | undefined {
  return grantsOfRaw(raw).find((old) => {
    const { permission: name, target: aim } = readGrant(old)
    return name === permission && aim?.type === target?.type && aim?.id === target?.id
  })
}

async function askPage(
  api: HttpApi,
  path: readonly string[],
  query: Readonly<Record<string, string | number | undefined>>,
  next: string | undefined,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer> {
  if (next !== undefined) return api.follow({ scope: '', address: next, signal })
  return api.send({ scope: '', path, query, method: 'GET', effect: 'read', list: true, signal })
}

async function all<T>(
  api: HttpApi,
  path: readonly string[],
  query: Readonly<Record<string, string | undefined>>,
  shape: z.ZodType<{ next?: string | null | undefined; results: T[] }>,
  signal?: AbortSignal,
): Promise<T[]> {
  const found: T[] = []
  const read = pages(async (next) => {
    const { results, next: following } = readAnswer(shape, await askPage(api, path, query, next, signal))
    return { page: results, next: following ?? undefined }
  })
  for await (const results of read) found.push(...results)
  return found
}

// A successful answer may contain a warning of any shape; only its sentences are used.
function warningsOf(api: HttpApi, warning: unknown, odd: number): readonly string[] {
  const sentences = sentencesOf(warning).map((text) => api.scrub(text))
  return odd === 0 ? sentences : [...sentences, `${odd} keys have a date that couldn’t be read.`]
}

function sentencesOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  if (typeof value !== 'object' || value === null || depth > 2) return []
  const parts: readonly unknown[] = Array.isArray(value)
    ? value
    : ['detail', 'title', 'message', 'text'].map((name) => (value as Record<string, unknown>)[name])
  return [...new Set(parts.flatMap((part) => sentencesOf(part, depth + 1)))].slice(0, 5)
}
