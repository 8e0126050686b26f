/** OpenRouter's error form: `{error: {code, message}}`, whose code is the status. Source: `@openrouter/sdk` 1.3.19, models/*responseerrordata. */
import { z } from 'zod'
import type { ErrorForm } from '../outcome.ts'

const Body = z.object({
  error: z.object({ message: z.string(), code: z.number().optional().catch(undefined) }),
})

/** The error in an answer, or `undefined` if OpenRouter did not write it. */
export function readError(status: number, json: unknown): ErrorForm | undefined {
  const parsed = Body.safeParse(json)
  if (!parsed.success) return undefined
  const { code = status, message } = parsed.data.error
  return code === status ? { words: message } : undefined
}
