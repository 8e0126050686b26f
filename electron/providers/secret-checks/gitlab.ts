/** GitLab about an access token of a user, a project or a group: the token's own record. */
import { z } from 'zod'
import { readAnswer } from '../json.ts'
import { readInstant } from '../times.ts'
import type { CallDefinition } from './definition.ts'

const Token = z.object({
  name: z.string().optional().catch(undefined),
  scopes: z.array(z.string()).optional().catch(undefined),
  active: z.boolean().optional().catch(undefined),
  revoked: z.boolean().optional().catch(undefined),
  /** A date. The token stops working at 00:00 UTC of that day. */
  expires_at: z.string().nullable().optional(),
})
const Refusal = z.union([
  z.object({ message: z.string() }),
  z.object({ error: z.string(), error_description: z.string().optional() }),
])

export const gitlabCheck: CallDefinition = {
  service: 'GitLab',
  shapes: ['gitlab-access'],
  address: 'https://gitlab.com/',
  hasOwnServers: true,
  base: (address) => new URL('api/v4/', address),
  path: ['personal_access_tokens', 'self'],
  headers: (secret) => ({ 'private-token': secret }),
  read(answer) {
    const { name, scopes, active, revoked, expires_at: end } = readAnswer(Token, answer)
    const at = readInstant(end)
    const never = end === null ? {} : undefined
    return {
      works: active !== false && revoked !== true,
      label: name,
      scopes,
      expires: at === undefined ? never : { at },
    }
  },
  readError(_status, json) {
    const parsed = Refusal.safeParse(json)
    if (!parsed.success) return undefined
    return {
      words:
        'message' in parsed.data ? parsed.data.message : (parsed.data.error_description ?? parsed.data.error),
    }
  },
  source: 'https://docs.gitlab.com/api/personal_access_tokens/',
}
