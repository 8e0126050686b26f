/** The content of requests and answers over HTTP: how a body is written, and which answers are whole. */
import type { WireAnswer, WireRemains } from '../core/ports/network.ts'
import type { Answer } from '../core/ports/provider.ts'
import { decoded as decodedAnswer } from '../core/answers/reading.ts'
import { notUnderstood, providerFailure } from './failure.ts'
import { parseJson } from './json.ts'
import { readHttpDate } from './retry-after.ts'

/** The form of a provider's bodies. */
export interface BodyFormat {
  /** The `accept` header. */
  readonly accept: string
  /** The data of a body; `undefined` if it is in another form. */
  readonly parse: (body: Uint8Array) => unknown
}

/** What arrived, in the form in which it is sealed. */
export const asAnswer = ({ status, headers, body, trailers, raw }: WireRemains): Answer => ({
  status,
  headers,
  body,
  date: readHttpDate(headers.date),
  ...(trailers && { trailers }),
  ...(raw && { raw }),
})

/** Throws Failure `provider`, outcome unknown, if the answer is longer than `longest` or cannot be decoded completely. */
export async function readable(answer: WireAnswer, longest: number): Promise<WireAnswer> {
  const { status, headers, body } = answer
  if (body.byteLength > longest) throw providerFailure({ why: 'too-large', outcome: 'unknown', status })
  const plain = await decodedAnswer(answer, longest)
  if (plain === undefined) throw notUnderstood(status)
  return { status, headers, body: plain.body }
}

export const JSON_FORMAT: BodyFormat = { accept: 'application/json', parse: parseJson }

export interface RequestContent {
  readonly json: unknown
  /** The body as an HTML form. */
  readonly form: Readonly<Record<string, string>> | undefined
}

/** The body of a request and its media type. `media`: that of JSON. */
export function contentOf({ json, form }: RequestContent, media = 'application/json') {
  if (form !== undefined)
    return {
      type: 'application/x-www-form-urlencoded; charset=utf-8',
      body: new TextEncoder().encode(new URLSearchParams(form).toString()),
    }
  if (json === undefined) return undefined
  return { type: media, body: new TextEncoder().encode(JSON.stringify(json)) }
}

/**
 * A deletion's only result is its status, which any proxy can send with a page of its own. Every provider here answers in its format, or with an
 * empty body.
 */
export const isFromProvider = ({ body }: Pick<Answer, 'body'>, { parse }: BodyFormat): boolean =>
  body.byteLength === 0 || parse(body) !== undefined

/** An address as it is and decoded, to look for texts in it. */
export function decoded(address: string): string {
  try {
    return `${address} ${decodeURIComponent(address.replaceAll('+', ' '))}`
  } catch {
    return address
  }
}
