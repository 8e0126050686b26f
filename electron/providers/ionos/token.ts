/** What an IONOS Cloud token says of itself. A JWT's middle part is readable by anyone; it is not checked here. */
import { z } from 'zod'
import type { Instant } from '../../../shared/model.ts'
import { parseJson } from '../json.ts'

// The end of the year 9999.
const MOST_SECONDS = 253_402_300_799

// `exp` is standard; `identity` was seen in tokens and is documented nowhere, so all of it may be missing.
const Claims = z.object({
  exp: z.number().positive().max(MOST_SECONDS).optional().catch(undefined),
  identity: z
    .object({
      contractNumber: z.coerce
        .string()
        .regex(/^\d{1,20}$/)
        .optional()
        .catch(undefined),
      role: z
        .string()
        .regex(/^[A-Za-z ]{1,30}$/)
        .optional()
        .catch(undefined),
      privileges: z.array(z.string()).catch([]),
    })
    .catch({ privileges: [] }),
})

export interface TokenFacts {
  readonly expiresAt: Instant | undefined
  readonly contract: string | undefined
  readonly role: string | undefined
  readonly privileges: readonly string[]
}

const SILENT: TokenFacts = { expiresAt: undefined, contract: undefined, role: undefined, privileges: [] }

/** What can be read of it; of something that is no JWT, nothing. */
export function readToken(token: string): TokenFacts {
  const [, payload, signature] = token.trim().split('.')
  if (payload === undefined || signature === undefined) return SILENT
  const parsed = Claims.safeParse(parseJson(Buffer.from(payload, 'base64url')))
  if (!parsed.success) return SILENT
  const { exp, identity } = parsed.data
  return {
    expiresAt: exp === undefined ? undefined : Math.trunc(exp * 1000),
    contract: identity.contractNumber,
    role: identity.role?.toLowerCase(),
    privileges: identity.privileges,
  }
}
