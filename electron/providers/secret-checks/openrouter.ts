/** OpenRouter about a key: its own record. */
import { z } from 'zod'
import { readAnswer } from '../json.ts'
import { readError } from '../openrouter/errors.ts'
import { readEnd } from '../times.ts'
import type { CallDefinition } from './definition.ts'

const Answer = z.object({ data: z.object({ expires_at: z.string().nullable().optional() }) })

export const openRouterCheck: CallDefinition = {
  service: 'OpenRouter',
  shapes: ['openrouter-api'],
  address: 'https://openrouter.ai/',
  hasOwnServers: false,
  base: (address) => new URL('api/v1/', address),
  path: ['key'],
  headers: (secret) => ({ authorization: `Bearer ${secret}` }),
  read(answer) {
    const { expires_at: end } = readAnswer(Answer, answer).data
    // The label is left out: it shows parts of the key.
    return { works: true, expires: end === undefined ? undefined : readEnd(end) }
  },
  readError,
  source: 'https://openrouter.ai/docs/api-reference/api-keys/get-current-key',
}
