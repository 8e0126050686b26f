/** The envelope of every Cloudflare answer: `{success, errors: [{code, message}], result, result_info}`. Source: the vendor's npm package, 7.3.0. */
import { z } from 'zod'
import type { ProviderTrouble } from '../../../shared/contract/errors.ts'
import type { Answer } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { readAnswer } from '../json.ts'
import type { ErrorForm } from '../outcome.ts'

const RawError = z.object({
  code: z.number().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error_chain: z
    .array(z.object({ code: z.number(), message: z.string() }).optional().catch(undefined))
    .optional()
    .catch(undefined),
})

const Refusal = z.object({
  success: z.literal(false),
  errors: z.array(RawError.optional().catch(undefined)),
})

const Envelope = z.object({ success: z.boolean(), result: z.unknown() })

/** "Invalid API Token", and the codes for a header that holds no token. */
const NO_TOKEN: readonly number[] = [1000, 6003, 6103, 6111]
const UNAUTHORIZED = 9109
/** Cloudflare uses each of these statuses for a token that it does not accept. */
const DOORS: readonly number[] = [400, 401, 403]

/** The error in an answer, or `undefined` if Cloudflare did not write it. */
export function readError(status: number, json: unknown): ErrorForm | undefined {
  const parsed = Refusal.safeParse(json)
  if (!parsed.success) return undefined
  const errors = parsed.data.errors.filter((error) => error !== undefined)
  const chain = errors.flatMap(({ error_chain: links = [] }) => links.filter((link) => link !== undefined))
  const words = [...errors, ...chain].map(({ message = '' }) => message).filter((text) => text !== '')
  const why = DOORS.includes(status) ? whyOf([...errors, ...chain]) : undefined
  return { words: words.join(' '), ...(why && { why }) }
}

type Coded = Pick<z.infer<typeof RawError>, 'code' | 'message'>

function whyOf(errors: readonly Coded[]): ProviderTrouble | undefined {
  const has = (codes: readonly number[]) => errors.some(({ code }) => codes.includes(code ?? 0))
  if (has(NO_TOKEN)) return 'unauthorized'
  if (!has([UNAUTHORIZED])) return undefined
  // One code for a token that is not known and for one that lacks a permission.
  return errors.some(({ message = '' }) => /invalid access token/i.test(message))
    ? 'unauthorized'
    : 'forbidden'
}

/** The `result` of a successful answer in the shape of `schema`. Throws Failure `provider` `not-understood`. */
export function readResult<T>(schema: z.ZodType<T>, answer: Answer): T {
  const { success, result } = readAnswer(Envelope, answer)
  const parsed = schema.safeParse(result)
  if (!success || !parsed.success) throw notUnderstood(answer.status)
  return parsed.data
}
