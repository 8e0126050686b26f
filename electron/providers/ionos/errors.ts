/** The error form of IONOS Cloud: `{"httpStatus": 404, "messages": [{"errorCode", "message"}]}`, every field optional. Source: the Go SDK. */
import { z } from 'zod'
import type { ErrorForm } from '../outcome.ts'

const Message = z.object({ errorCode: z.string().optional(), message: z.string().optional() })

const Body = z.object({
  httpStatus: z.number().optional(),
  messages: z.array(Message).optional(),
})

/**
 * The error in an answer, or `undefined` if another service wrote it: the general IONOS host answers `{"msg":"Not Found"}`, which says nothing about
 * a pipeline.
 */
export function readError(status: number, json: unknown): ErrorForm | undefined {
  const parsed = Body.safeParse(json)
  if (!parsed.success) return undefined
  const { httpStatus, messages = [] } = parsed.data
  const words = messages
    .map(({ errorCode, message }) => message ?? errorCode ?? '')
    .filter((text) => text !== '')
  if (httpStatus === undefined && words.length === 0) return undefined
  return (httpStatus ?? status) === status ? { words: words.join(' ') } : undefined
}
