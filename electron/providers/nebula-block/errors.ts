/** Nebula Block's refusals: its envelope with `status: "failed"`, or FastAPI's `detail`. Source: its pages, and third-party tests of its portal. */
import { z } from 'zod'
import type { ErrorForm } from '../outcome.ts'

const Text = z.string().optional().catch(undefined)
const Message = z.object({ msg: Text }).optional().catch(undefined)

const Body = z.object({
  status: Text,
  message: Text,
  detail: z
    .union([z.string(), z.array(Message)])
    .optional()
    .catch(undefined),
  // From a page that the vendor withdrew; accepted if it comes with the envelope.
  error: z.object({ message: Text }).optional().catch(undefined),
})

/** Whether an envelope reports that the request failed. */
export const isFailed = (status: string | undefined): boolean =>
  /^(failed|error)$/i.test(status?.trim() ?? '')

/** The error in an answer, or `undefined` if Nebula Block did not write it: gateways also answer with a bare `message`. */
export function readError(_status: number, json: unknown): ErrorForm | undefined {
  return readForm(json)
}

/** The refusal in an answer with a 2xx status; the pages name no status for failures. */
export function readFailed(json: unknown): ErrorForm | undefined {
  const parsed = Body.safeParse(json)
  return parsed.success && isFailed(parsed.data.status) ? readForm(json) : undefined
}

function readForm(json: unknown): ErrorForm | undefined {
  const parsed = Body.safeParse(json)
  if (!parsed.success) return undefined
  const { status, message, detail, error } = parsed.data
  if (!isFailed(status) && detail === undefined) return undefined
  return { words: message ?? sentences(detail) ?? error?.message ?? '' }
}

function sentences(detail: z.infer<typeof Body>['detail']): string | undefined {
  if (detail === undefined || typeof detail === 'string') return detail
  return detail.map((entry) => entry?.msg ?? '').find((text) => text !== '')
}
