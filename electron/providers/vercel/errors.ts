/** Vercel's error form: `{error: {code, message}}`. A token that it does not know is refused with 403, like one that lacks a permission. */
import { z } from 'zod'
import type { ErrorForm } from '../outcome.ts'

const Body = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().optional().catch(undefined),
    invalidToken: z.boolean().optional().catch(undefined),
  }),
})

/** The words about a token that is unknown or has expired. Longer ones (“Not authorized: Trying to access …”) are about its scope. */
const UNKNOWN_TOKEN = /^(not authorized|the request is missing an authentication token)\.?$/i

/** The error in an answer, or `undefined` if Vercel did not write it. */
export function readError(status: number, json: unknown): ErrorForm | undefined {
  const parsed = Body.safeParse(json)
  if (!parsed.success) return undefined
  const { code, message = '', invalidToken = false } = parsed.data.error
  // Only a 404 may say that there is no such token.
  if (code === 'not_found' && status !== 404) return undefined
  const words = message === '' ? code : message
  const isUnknown = status === 403 && (invalidToken || UNKNOWN_TOKEN.test(message.trim()))
  return isUnknown ? { words, why: 'unauthorized' } : { words }
}
