/** The parameters of GitLab's token calls, checked as GitLab checks them, and the forms of its refusals. */
import { DAY_MS, dayOf } from './gitlab-vault.ts'
import { Refusal } from './refusal.ts'

const DEFAULT_LEVEL = 40
const LEVELS = [10, 15, 20, 25, 30, 40, 50]
const LONGEST_DAYS = 365
const DEFAULT_ROTATION_DAYS = 7
const SCOPES = [
  'api',
  'read_api',
  'read_repository',
  'write_repository',
  'read_registry',
  'write_registry',
  'create_runner',
  'manage_runner',
  'k8s_proxy',
  'self_rotate',
]

/** Scopes that any user may give a personal token. */
export const FREE_SCOPES: readonly string[] = ['k8s_proxy', 'self_rotate']

export type Params = Readonly<Record<string, unknown>>

/** Merges body and query, because GitLab reads parameters from both. */
export function paramsOf(json: unknown, query: URLSearchParams): Params {
  const body = typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
  return { ...Object.fromEntries(query), ...body }
}

/** The expiry of a rotated token; a week from now if the request has none. Throws Refusal 400. */
export function rotationEnd({ expires_at: text }: Params, now: number): number {
  return endOf(text, now) ?? dayOf(now) + DEFAULT_ROTATION_DAYS * DAY_MS
}

/** The new token's fields. Throws Refusal 400. */
export function drafted(params: Params, now: number) {
  const { access_level: level = DEFAULT_LEVEL, description } = params
  if (!LEVELS.includes(Number(level))) throw invalid('access_level does not have a valid value')
  const named = { name: nameOf(params), scopes: scopesOf(params) }
  const expiresAt = endOf(params.expires_at, now)
  if (expiresAt === undefined) throw new Refusal(400, "400 Bad request - Expires at can't be blank")
  return {
    ...named,
    level: Number(level),
    description: typeof description === 'string' ? description : null,
    expiresAt,
  }
}

/** A new personal token's fields. A token without an expiry gets the longest lifetime. Throws Refusal 400. */
export function personalDraft(params: Params, now: number, allowed: readonly string[] = SCOPES) {
  const { description } = params
  return {
    name: nameOf(params),
    scopes: scopesOf(params, allowed),
    level: undefined,
    description: typeof description === 'string' ? description : null,
    expiresAt: endOf(params.expires_at, now) ?? dayOf(now) + LONGEST_DAYS * DAY_MS,
  }
}

function nameOf({ name }: Params): string {
  if (typeof name !== 'string' || name.trim() === '') throw invalid('name is missing')
  return name
}

function scopesOf({ scopes }: Params, allowed: readonly string[] = SCOPES): readonly string[] {
  if (!Array.isArray(scopes) || scopes.length === 0) throw invalid('scopes is missing')
  const names = scopes.map(String)
  if (!names.every((scope) => allowed.includes(scope))) throw invalid('scopes does not have a valid value')
  return names
}

function endOf(value: unknown, now: number): number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const text = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : ''
  const at = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(at)) throw invalid('expires_at is invalid')
  if (at <= now) throw new Refusal(400, '400 Bad request - Expiration date cannot be in the past')
  const longest = dayOf(now) + LONGEST_DAYS * DAY_MS
  const last = new Date(longest).toISOString().slice(0, 10)
  if (at > longest) throw new Refusal(400, `400 Bad request - Expiration date must be before ${last}`)
  return at
}

/** The error form of Grape, the framework that checks the parameters. */
const invalid = (words: string): Refusal => new Refusal(400, words, 'error')

/** The three forms of GitLab's refusals. */
export function refusalForm({ message, pointer }: Refusal): unknown {
  if (pointer === undefined) return { message }
  if (pointer === 'error') return { error: message }
  if (pointer === 'insufficient_scope')
    return {
      error: pointer,
      error_description: 'The request requires higher privileges than provided by the access token.',
      scope: message,
    }
  return { error: pointer, error_description: message }
}
