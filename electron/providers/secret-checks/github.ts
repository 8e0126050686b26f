/**
 * GitHub about a token: the user that it belongs to. Every answer to a token that expires has the header `GitHub-Authentication-Token-Expiration`;
 * an answer to a classic token or an OAuth token names its scopes.
 */
import { z } from 'zod'
import { readAnswer } from '../json.ts'
import { readInstant } from '../times.ts'
import type { CallDefinition } from './definition.ts'

const User = z.object({ login: z.string() })
const Message = z.object({ message: z.string() })

/** Tokens of GitHub Apps always expire, even if an answer does not say when. */
const ALWAYS_EXPIRE = ['github-app-user']

export const githubCheck: CallDefinition = {
  service: 'GitHub',
  shapes: ['github-classic', 'github-fine-grained', 'github-oauth', 'github-app-user'],
  address: 'https://github.com/',
  hasOwnServers: true,
  base(address) {
    const { hostname } = address
    if (hostname === 'github.com' || hostname === 'api.github.com') return new URL('https://api.github.com/')
    // GitHub Enterprise Cloud with data residency.
    if (hostname.endsWith('.ghe.com') && !hostname.startsWith('api.'))
      return new URL(`https://api.${hostname}/`)
    return hostname.endsWith('.ghe.com') ? new URL(`https://${hostname}/`) : new URL('api/v3/', address)
  },
  path: ['user'],
  headers: (secret) => ({ authorization: `Bearer ${secret}`, accept: 'application/vnd.github+json' }),
  read(answer, shape) {
    const { login } = readAnswer(User, answer)
    const { 'github-authentication-token-expiration': end, 'x-oauth-scopes': scopes } = answer.headers
    const at = end === undefined ? undefined : readInstant(end)
    const never = end === undefined && !ALWAYS_EXPIRE.includes(shape) ? {} : undefined
    return {
      works: true,
      owner: login,
      ...(scopes !== undefined && { scopes: listOf(scopes) }),
      expires: at === undefined ? never : { at },
    }
  },
  readError(_status, json) {
    const parsed = Message.safeParse(json)
    return parsed.success ? { words: parsed.data.message } : undefined
  },
  source: 'https://github.blog/changelog/2021-07-26-expiration-options-for-personal-access-tokens/',
}

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
