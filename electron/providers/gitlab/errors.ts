/** GitLab's refusals. Source: `lib/api/api_guard.rb` and `lib/api/helpers.rb` of GitLab, read 2026. */
import { z } from 'zod'
import type { ErrorForm } from '../outcome.ts'

const Text = z.string().optional().catch(undefined)

const Words = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.unknown())])

const SignInError = z.object({ error: z.string(), error_description: Text, scope: Text })
type SignInError = z.infer<typeof SignInError>

/** `message` from the API itself, `error` from the sign-in (OAuth) and from the check of the parameters. */
const Body = z.union([z.object({ message: Words }), SignInError])

/** GitLab uses the same words for a project that does not exist and for one that the token may not see. */
const NO_PLACE = /\b(project|group|namespace) not found\b/i
/** A code of OAuth, or a sentence. A single plain word comes from another program. */
const IS_ERROR = /[\s_]/
/** GitLab knows the token, which must be used in another way. */
const KNOWN_TOKEN = ['dpop_error', 'restricted_language_server_client_error']

/** GitLab's rate limit answers with plain text. */
const RATE_LIMIT = /^retry later\b/i

/** The error in an answer, or `undefined` if GitLab did not write it. `text` is the body as it came. */
export function readError(status: number, json: unknown, text = ''): ErrorForm | undefined {
  if (status === 429 && RATE_LIMIT.test(text)) return { words: text.trim() }
  const parsed = Body.safeParse(json)
  if (!parsed.success) return undefined
  return 'message' in parsed.data ? ofApi(sentence(parsed.data.message)) : ofSignIn(parsed.data)
}

function ofApi(words: string): ErrorForm | undefined {
  if (words === '') return undefined
  return NO_PLACE.test(words) ? { words, why: 'not-a-member' } : { words }
}

function ofSignIn({ error, error_description: description, scope = '' }: SignInError): ErrorForm | undefined {
  if (description === undefined && !IS_ERROR.test(error)) return undefined
  const needs = scope === '' ? '' : ` Needed: ${scope}.`
  const words = `${description ?? error}${needs}`
  return KNOWN_TOKEN.includes(error) ? { words, why: 'forbidden' } : { words }
}

/** `{"name": ["is too long"]}` becomes "name: is too long". */
function sentence(message: z.infer<typeof Words>): string {
  if (typeof message === 'string') return message
  if (Array.isArray(message)) return message.join(', ')
  const parts = Object.entries(message).map(([name, value]) => {
    const said = Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(', ') : value
    return typeof said === 'string' && said !== '' ? `${name}: ${said}` : ''
  })
  return parts.filter((part) => part !== '').join('; ')
}
