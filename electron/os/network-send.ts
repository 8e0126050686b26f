/** Sends one request on a connection, once, and reads one response. */
import type { Client, Dispatcher } from 'undici'
import { WireFailure, type WireAnswer, type WireRequest } from '../core/ports/network.ts'

type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

const joined = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

/** The part of the response that has arrived so far. */
export interface Receipt {
  status: number
  headers: Readonly<Record<string, string>>
  readonly chunks: Buffer[]
}

/** Status 0: the head has not arrived yet. */
export const newReceipt = (): Receipt => ({ status: 0, headers: {}, chunks: [] })

/**
 * Sends `request` at most once. `onSent` is called just before the first byte is sent; a rejection without that call means that nothing was sent. On
 * a rejection, `receipt` contains the part of the response that had arrived. Rejects with undici's errors, or WireFailure `too-large` or
 * `not-understood`.
 */
export function sendOnce(
  client: Pick<Client, 'dispatch'>,
  { url, method, headers, body, maxBytes, keepsAll = false }: WireRequest,
  onSent: () => void,
  receipt: Receipt = newReceipt(),
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    let length = 0
    let started = false

    client.dispatch(
      { path: `${url.pathname}${url.search}`, method, headers: { ...headers }, body: body ?? null },
      {
        onRequestStart(controller) {
          // undici may queue a request again when a connection dies; a second start is refused here.
          if (started) {
            controller.abort(new WireFailure('cut-off', true))
            return
          }
          started = true
          onSent()
        },
        onResponseStart(controller, status, rawHeaders) {
          if (status < 200) return // the final response is still to come
          receipt.status = status
          receipt.headers = joined(rawHeaders)
          const announced = Number(receipt.headers['content-length'] ?? 0)
          if (announced > maxBytes && !keepsAll) controller.abort(new WireFailure('too-large', true))
        },
        onResponseData(controller, chunk) {
          receipt.chunks.push(chunk.subarray(0, maxBytes - length))
          length += chunk.byteLength
          if (length > maxBytes) controller.abort(new WireFailure('too-large', true))
        },
        onResponseEnd() {
          const { status, headers: answerHeaders, chunks } = receipt
          if (status === 0) reject(new WireFailure('not-understood', true))
          else resolve({ status, headers: answerHeaders, body: Buffer.concat(chunks) })
        },
        onResponseError: (_controller, error) => reject(error),
      },
    )
  })
}
