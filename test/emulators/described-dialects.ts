/** Four services as users describe them, each with its own paths, names, times and pages. The descriptions next to them are written by hand. */
import type { ProviderDescription } from '../../shared/model/provider-description.ts'
import { asObject, bearerOf } from './bodies.ts'
import type { DescribedKey } from './described-vault.ts'
import { Refusal } from './refusal.ts'
import type { Asked } from './server.ts'

export type DialectName = 'numbered' | 'cursor' | 'linked' | 'signed'

interface Draft {
  readonly name: string
  readonly expiresAt: number | undefined
}

/** The peculiarities of one service. */
export interface Dialect {
  readonly description: ProviderDescription
  readonly endsEarlier: boolean
  /** The start of every id. */
  readonly idPrefix: string
  /** Signs in with HTTP Digest, so no request contains the credential. */
  readonly isDigest?: true
  /** The credential in a request. */
  readonly credentialOf: (request: Asked) => string
  /** Answers the list call, given all keys. */
  readonly page: (keys: readonly DescribedKey[], query: URLSearchParams, size: number) => unknown
  /** Method and path of a creation. */
  readonly create: string
  readonly draftOf: (json: unknown, now: number) => Draft
  readonly made: (key: DescribedKey) => unknown
  /** The id in a deletion; `undefined` if the request is not a deletion. */
  readonly deleted: (request: Asked, path: string) => string | undefined
  readonly errorForm: (status: number, words: string) => unknown
  /** The name of the member that contains a new secret. */
  readonly secretMember: string
}

const textIn = (json: Readonly<Record<string, unknown>>, name: string): string => {
  const value = json[name]
  if (typeof value !== 'string') throw new Refusal(400, `${name} must be a text`)
  return value
}

const hintOf = ({ secret }: DescribedKey): string => `${secret.slice(0, 7)}…${secret.slice(-2)}`

const inSeconds = (at: number | undefined): number | null =>
  at === undefined ? null : Math.trunc(at / 1_000)
const inIso = (at: number | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString()

/** Numbered pages, times in seconds, a custom header, deletions by path. */
const numbered: Dialect = {
  description: {
    keyhold: 1,
    name: 'Numbered',
    keyNoun: 'service key',
    address: 'https://numbered.example.net/v2/',
    consoleUrl: 'https://numbered.example.net/account/keys',
    credential: { kind: 'header', name: 'X-Api-Key' },
    times: 'seconds',
    list: {
      path: 'keys',
      query: { per_page: '100' },
      rows: '/data/items',
      id: '/key_id',
      name: '/title',
      expires: '/valid/until',
      lastUsed: '/seen',
      created: '/made',
      handle: '/hint',
      paging: { kind: 'number', parameter: 'page', first: 1 },
    },
    create: {
      method: 'POST',
      path: 'keys',
      body: { title: '{name}', valid: { until: '{expires}' }, scopes: ['read'] },
      id: '/data/key_id',
      secret: '/data/value',
    },
    delete: { method: 'DELETE', path: 'keys/{id}' },
    newKeyLeavesOld: true,
  },
  endsEarlier: false,
  idPrefix: '',
  credentialOf: ({ apiKey }) => apiKey,
  page(keys, query, size) {
    const number = Number(query.get('page') ?? 1)
    const items = keys.slice((number - 1) * size, number * size).map((key) => ({
      key_id: Number(key.id),
      title: key.name,
      valid: { until: inSeconds(key.expiresAt) },
      made: inSeconds(key.createdAt),
      seen: inSeconds(key.lastUsedAt),
      hint: hintOf(key),
    }))
    return { data: { items }, page: number }
  },
  create: 'POST /v2/keys',
  draftOf(json) {
    const { valid = {}, ...body } = asObject(json)
    const { until } = asObject(valid)
    if (until !== undefined && !Number.isInteger(until)) throw new Refusal(400, 'valid.until must be seconds')
    const expiresAt = typeof until === 'number' ? until * 1_000 : undefined
    return { name: textIn(body, 'title'), expiresAt }
  },
  made: (key) => ({ data: { key_id: Number(key.id), value: key.secret } }),
  deleted: ({ method }, path) => (method === 'DELETE' ? /^\/v2\/keys\/([^/]+)$/.exec(path)?.[1] : undefined),
  errorForm: (_, message) => ({ error: { message } }),
  secretMember: 'value',
}

/** Pages by cursor, ISO times, a bearer token, a list that shows whole secrets, deletions by body. */
const cursor: Dialect = {
  description: {
    keyhold: 1,
    name: 'Cursor',
    keyNoun: 'API token',
    address: 'https://cursor.example.net/app/',
    consoleUrl: 'https://cursor.example.net/app/admin/tokens',
    credential: { kind: 'bearer' },
    times: 'iso',
    list: {
      path: 'api/admin/tokens',
      query: {},
      rows: '/tokens',
      id: '/alias',
      name: '/username',
      expires: '/expiresAt',
      lastUsed: '/seenAt',
      created: '/createdAt',
      secret: '/secret',
      paging: { kind: 'cursor', parameter: 'after', pointer: '/paging/next' },
    },
    create: {
      method: 'POST',
      path: 'api/admin/tokens',
      body: { username: '{name}', expiresAt: '{expires}' },
      id: '/alias',
      secret: '/secret',
    },
    delete: { method: 'POST', path: 'api/admin/tokens/revoke', body: { aliases: ['{id}'] } },
    newKeyLeavesOld: true,
  },
  endsEarlier: false,
  idPrefix: '',
  credentialOf: ({ authorization }) => bearerOf(authorization),
  page(keys, query, size) {
    const after = query.get('after')
    const from = after === null ? 0 : keys.findIndex(({ id }) => `c-${id}` === after) + 1
    const shown = keys.slice(from, from + size)
    const isLast = from + size >= keys.length
    const tokens = shown.map((key) => ({
      alias: key.id,
      username: key.name,
      secret: key.secret,
      expiresAt: inIso(key.expiresAt),
      createdAt: inIso(key.createdAt),
      seenAt: inIso(key.lastUsedAt),
    }))
    return { tokens, paging: { next: isLast ? null : `c-${shown.at(-1)?.id ?? ''}` } }
  },
  create: 'POST /app/api/admin/tokens',
  draftOf(json) {
    const body = asObject(json)
    const expiresAt = body.expiresAt === undefined ? undefined : Date.parse(textIn(body, 'expiresAt'))
    if (Number.isNaN(expiresAt)) throw new Refusal(400, 'expiresAt must be a date')
    return { name: textIn(body, 'username'), expiresAt }
  },
  made: (key) => ({ alias: key.id, username: key.name, secret: key.secret }),
  deleted({ method, json }, path) {
    if (method !== 'POST' || path !== '/app/api/admin/tokens/revoke') return undefined
    const { aliases } = asObject(json)
    return Array.isArray(aliases) ? String(aliases[0]) : undefined
  },
  errorForm: (_, message) => ({ name: 'Trouble', message }),
  secretMember: 'secret',
}

/**
 * Pages by a path in the answer, times in milliseconds, Basic, a lifetime instead of an expiry, new keys that revoke the earlier ones, no deletion.
 */
const linked: Dialect = {
  description: {
    keyhold: 1,
    name: 'Linked',
    keyNoun: 'robot password',
    address: 'https://linked.example.net/rest/',
    consoleUrl: 'https://linked.example.net/robots',
    credential: { kind: 'basic' },
    times: 'milliseconds',
    list: {
      path: 'robots/',
      query: { order: 'id' },
      rows: '/value',
      id: '/identifier',
      name: '/label',
      expires: '/ends',
      lastUsed: '/used',
      created: '/begun',
      paging: { kind: 'address', pointer: '/links/next' },
    },
    create: {
      method: 'PUT',
      path: 'robots/',
      body: { label: 'keyhold: {name}', ttl: '{lifetimeSeconds}' },
      id: '/0/identifier',
      secret: '/0/once~1only',
    },
    newKeyLeavesOld: false,
  },
  endsEarlier: true,
  idPrefix: 'robot-',
  credentialOf({ authorization }) {
    const [, text = ''] = /^Basic (\S+)$/.exec(authorization) ?? []
    return /^robot:(.*)$/.exec(Buffer.from(text, 'base64').toString('utf8'))?.[1] ?? ''
  },
  page(keys, query, size) {
    const from = Number(query.get('from') ?? 0)
    const value = keys.slice(from, from + size).map((key) => ({
      identifier: key.id,
      label: key.name,
      ends: key.expiresAt,
      begun: key.createdAt,
      used: key.lastUsedAt ?? null,
    }))
    const isLast = from + size >= keys.length
    return { value, links: isLast ? {} : { next: `/rest/robots/?order=id&from=${String(from + size)}` } }
  },
  create: 'PUT /rest/robots/',
  draftOf(json, now) {
    const { ttl, ...body } = asObject(json)
    if (ttl !== undefined && !Number.isInteger(ttl)) throw new Refusal(422, 'ttl must be seconds')
    const expiresAt = typeof ttl === 'number' ? Math.trunc(now / 1_000 + ttl) * 1_000 : undefined
    return { name: textIn(body, 'label').replace(/^keyhold: /, ''), expiresAt }
  },
  made: (key) => [{ identifier: key.id, 'once/only': key.secret }],
  deleted: () => undefined,
  errorForm: (status, detail) => ({ status, title: 'Refused', detail }),
  secretMember: 'once/only',
}

/** The calls of the numbered dialect, signed with HTTP Digest. */
const signed: Dialect = {
  ...numbered,
  description: { ...numbered.description, name: 'Signed', credential: { kind: 'digest' } },
  isDigest: true,
}

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { numbered, cursor, linked, signed }
