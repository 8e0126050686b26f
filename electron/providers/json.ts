/** Answers as data: parsed leniently, and never guessed. */
import type { z } from 'zod'
import type { Answer } from '../core/ports/provider.ts'
import { notUnderstood } from './failure.ts'

/** The JSON value of a body; `undefined` when it is none (JSON itself has no `undefined`). */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown
  } catch {
    return undefined
  }
}

/** The answer's body in the shape of `schema`, unknown fields dropped. Throws Failure `provider` `not-understood`. */
export function readAnswer<T>(schema: z.ZodType<T>, { body, status }: Answer): T {
  const parsed = schema.safeParse(parseJson(body))
  if (!parsed.success) throw notUnderstood(status)
  return parsed.data
}
