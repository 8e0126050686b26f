/** The error form of RIPE Atlas: `{"error": {status, title, detail, errors: [{source, detail}]}}`. Source: its error handling manual page. */
import { z } from 'zod'
import type { ErrorForm } from '../outcome.ts'

const Detail = z.object({
  source: z
    .object({
      pointer: z.string().optional().catch(undefined),
      parameter: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  detail: z.string().optional().catch(undefined),
})

const Envelope = z.object({
  error: z.object({
    status: z.number().optional(),
    title: z.string().optional(),
    detail: z.string().optional(),
    errors: z.array(Detail.optional().catch(undefined)).optional().catch(undefined),
  }),
})

// A 403 means both "unknown key" and "this key lacks the permission"; only the words differ.
const UNKNOWN_KEY = /\bkey\b.*\b(does not exist|not valid|invalid|disabled|expired|inactive)/i

/** The error in an answer, or `undefined` if RIPE Atlas did not write it. */
export function readError(status: number, json: unknown): ErrorForm | undefined {
  const parsed = Envelope.safeParse(json)
  if (!parsed.success) return undefined
  const { error } = parsed.data
  const main = error.detail ?? error.title
  if (main === undefined || (error.status ?? status) !== status) return undefined
  const words = [main, ...(error.errors ?? []).map(sentence)].filter((text) => text !== '').join(' ')
  return status === 403 && UNKNOWN_KEY.test(main) ? { words, why: 'unauthorized' } : { words }
}

function sentence(detail: z.infer<typeof Detail> | undefined): string {
  const where = detail?.source?.pointer ?? detail?.source?.parameter
  const what = detail?.detail ?? ''
  return where === undefined || what === '' ? what : `${where}: ${what}`
}
