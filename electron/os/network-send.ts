/** Puts one request on a connection, once, and reads one answer. */
import type { Client, Dispatcher } from 'undici'
import { WireFailure, type WireAnswer, type WireRequest } from '../core/ports/network.ts'

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

const joined = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

/** What is wrong with an answer before its body is read. We ask for no compression, so an encoded one is not ours to read. */
function objection(headers: Readonly<Record<string, string>>, maxBytes: number): WireFailure | undefined {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity') return new WireFailure('not-understood', true)
  if (Number(headers['content-length'] ?? 0) > maxBytes) return new WireFailure('too-large', true)
  return undefined
}

/**
 * Sends `request` at most once. `onSent` is called just before the first byte leaves; a rejection without it means
 * that nothing left. Rejects with undici's errors, or WireFailure `too-large` or `not-understood`.
 */
export function sendOnce(
  client: Pick<Client, 'dispatch'>,
  { url, method, headers, body, maxBytes }: WireRequest,
  onSent: () => void,
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    let answer: Omit<WireAnswer, 'body'> | undefined
    let started = false

    client.dispatch(
      { path: `${url.pathname}${url.search}`, method, headers: { ...headers }, body: body ?? null },
      {
        onRequestStart(controller) {
          // undici may put a request into its queue again when a connection dies; a second start is refused here.
          if (started) {
            controller.abort(new WireFailure('cut-off', true))
            return
          }
          started = true
          onSent()
        },
        onResponseStart(controller, status, rawHeaders) {
          if (status < 200) return // "early hints" and the like; the answer is still to come
          const answerHeaders = joined(rawHeaders)
          answer = { status, headers: answerHeaders }
          const wrong = objection(answerHeaders, maxBytes)
          if (wrong !== undefined) controller.abort(wrong)
        },
        onResponseData(controller, chunk) {
          length += chunk.byteLength
          if (length > maxBytes) controller.abort(new WireFailure('too-large', true))
          else chunks.push(chunk)
        },
        onResponseEnd() {
          if (answer === undefined) reject(new WireFailure('not-understood', true))
          else resolve({ ...answer, body: Buffer.concat(chunks, length) })
        },
        onResponseError: (_controller, error) => reject(error),
      },
    )
  })
}
