/** Cloudflare about an API token of a user: whether it is active, and until when. */
import { z } from 'zod'
import { readAnswer } from '../json.ts'
import { readInstant } from '../times.ts'
import type { CallDefinition } from './definition.ts'

const Answer = z.object({
  result: z.object({ status: z.string(), expires_on: z.string().nullable().optional() }),
})
const Refusal = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) })

export const cloudflareCheck: CallDefinition = {
  service: 'Cloudflare',
  shapes: ['cloudflare-user'],
  address: 'https://api.cloudflare.com/',
  hasOwnServers: false,
  base: (address) => new URL('client/v4/', address),
  path: ['user', 'tokens', 'verify'],
  headers: (secret) => ({ authorization: `Bearer ${secret}` }),
  read(answer) {
    const { status, expires_on: end } = readAnswer(Answer, answer).result
    const at = readInstant(end)
    const never = end === undefined || end === null ? {} : undefined
    return { works: status === 'active', expires: at === undefined ? never : { at } }
  },
  readError(_status, json) {
    const parsed = Refusal.safeParse(json)
    return parsed.success ? { words: parsed.data.errors.map(({ message }) => message).join(' ') } : undefined
  },
  source: 'https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/',
}
