/** Reads the claims of a JSON Web Token. Anyone can read its middle part, and its signature is not checked here. */
import { z } from 'zod'
import type { Instant } from '../../shared/model/model.ts'
import { parseJson } from './json.ts'

// The end of the year 9999.
const MOST_SECONDS = 253_402_300_799

const Claims = z.object({ exp: z.number().positive().max(MOST_SECONDS) })

/** The claims of a token; `undefined` if the text is not a token. */
export function readClaims(token: string): unknown {
  const [, payload, signature] = token.trim().split('.')
  if (payload === undefined || signature === undefined) return undefined
  return parseJson(Buffer.from(payload, 'base64url'))
}

/** When a token expires (RFC 7519, `exp`), in epoch milliseconds; `undefined` if it does not say. */
export function readTokenEnd(token: string): Instant | undefined {
  const parsed = Claims.safeParse(readClaims(token))
  return parsed.success ? Math.trunc(parsed.data.exp * 1000) : undefined
}
