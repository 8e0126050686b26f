/** Grafana's error form: `{message}`, in newer versions with `messageId`, `statusCode` and `traceID`. Source: grafana/grafana, pkg/api/response. */
import { z } from 'zod'
import type { ErrorForm } from '../outcome.ts'

const Body = z.object({
  message: z.string(),
  statusCode: z.number().optional().catch(undefined),
})

/** The one refusal that Grafana writes as plain text: the life of a token is longer than the server allows. Source: token.go of its API. */
const TOO_LONG = 'The expiration date input exceeds the limit for service account access tokens'

/** The error in an answer, or `undefined` if Grafana did not write it. `text` is the body as it came. */
export function readError(status: number, json: unknown, text = ''): ErrorForm | undefined {
  if (status === 400 && text.startsWith(TOO_LONG)) return { words: text }
  const parsed = Body.safeParse(json)
  if (!parsed.success) return undefined
  const { message, statusCode } = parsed.data
  return statusCode === undefined || statusCode === status ? { words: message } : undefined
}
