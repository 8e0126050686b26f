/**
 * OpenAI's error form: `{"error": {message, type, param, code}}`. Source: `ErrorResponse` in its specification 2.3.0, and answers that users quote.
 */
import { z } from 'zod'
import { isRefusal, wordsOf } from '../failure.ts'
import type { ErrorForm } from '../outcome.ts'

const Envelope = z.object({ error: z.object({ message: z.string(), type: z.string() }) })

/** Users also quote a missing scope as a bare text. */
const BareText = z.object({ error: z.string().regex(/^You have insufficient permissions\b/i) })

const MISSING_SCOPES = /\bMissing scopes?: ([\w.]+(?:, ?[\w.]+)*)/i

/** The error in an answer, or `undefined` if OpenAI did not write it. A missing scope comes with the status 401, although the key is known. */
export function readError(_status: number, json: unknown): ErrorForm | undefined {
  const words = wordsIn(json)
  if (words === undefined) return undefined
  return MISSING_SCOPES.test(words) ? { words, why: 'forbidden' } : { words }
}

function wordsIn(json: unknown): string | undefined {
  const envelope = Envelope.safeParse(json)
  if (envelope.success) return envelope.data.error.message
  const bare = BareText.safeParse(json)
  return bare.success ? bare.data.error : undefined
}

/**
 * The names of the scopes that OpenAI says a key lacks; `undefined` if `error` is not about scopes. Only a key that OpenAI knows gets this answer.
 */
export function missingScopes(error: unknown): readonly string[] | undefined {
  if (!isRefusal(error, 'forbidden')) return undefined
  return MISSING_SCOPES.exec(wordsOf(error))?.[1]?.replace(/\.$/, '').split(/, ?/)
}
