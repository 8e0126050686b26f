/** Reads the claims of an IONOS Cloud token. */
import { z } from 'zod'
import type { Instant } from '../../../shared/model/model.ts'
import { readClaims, readTokenEnd } from '../jwt.ts'

// `identity` was seen in tokens but is not documented, so all of it may be missing.
const Claims = z.object({
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

/** The facts that can be read from a token; none if the token is not a JWT. */
export function readToken(token: string): TokenFacts {
  const parsed = Claims.safeParse(readClaims(token))
  const identity = parsed.success ? parsed.data.identity : { privileges: [] }
  return {
    expiresAt: readTokenEnd(token),
    contract: 'contractNumber' in identity ? identity.contractNumber : undefined,
    role: 'role' in identity ? identity.role?.toLowerCase() : undefined,
    privileges: identity.privileges,
  }
}
