/** Interprets an answer or a broken exchange: one typed error and one of the three outcomes (ARCHITECTURE.md, "Rotation"). */
import { Failure, type ProviderTrouble } from '../../shared/contract/errors.ts'
import type { Instant } from '../../shared/model/model.ts'
import { WireFailure } from '../core/ports/network.ts'
import { providerFailure } from './failure.ts'

/** The content of a provider's own error form. */
export interface ErrorForm {
  readonly words: string
  /** Present if the words say more than the status. */
  readonly why?: ProviderTrouble
}

/** Statuses that, in the provider's own error form, promise that nothing has changed. */
const REFUSALS: Readonly<Partial<Record<number, ProviderTrouble>>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  415: 'invalid',
  422: 'invalid',
  429: 'rate-limited',
}

/** What a status means by itself, whoever wrote the body. A 404 from another server says nothing about the key. */
const BY_STATUS: Readonly<Partial<Record<number, ProviderTrouble>>> = {
  401: 'unauthorized',
  403: 'forbidden',
  407: 'proxy',
  408: 'timeout',
  421: 'unavailable',
  425: 'unavailable',
  429: 'rate-limited',
}

export interface Unsuccessful {
  readonly status: number
  /** `undefined`: the body is not in the provider's own error form. */
  readonly form: ErrorForm | undefined
  readonly retryAt: Instant | undefined
}

/** The failure for a complete answer outside 200 to 299. */
export function failureOfAnswer({ status, form, retryAt }: Unsuccessful): Failure {
  const refusal = form === undefined ? undefined : REFUSALS[status]
  const why = refusal === undefined ? troubleOf(status) : (form?.why ?? refusal)
  const waits = status === 429 || status === 503
  return providerFailure({
    why,
    outcome: refusal === undefined ? 'unknown' : 'refused',
    status,
    retryAt: waits ? retryAt : undefined,
    words: form?.words,
  })
}

/** The failure for a broken exchange. An unknown error counts as possibly sent. */
export function failureOfWire(error: unknown): Failure {
  if (error instanceof Failure) return error
  if (!(error instanceof WireFailure)) return providerFailure({ why: 'cut-off', outcome: 'unknown' }, error)
  const { why, sent, certificate, signIn } = error
  return providerFailure({ why, outcome: sent ? 'unknown' : 'not-sent', certificate, signIn }, error)
}

function troubleOf(status: number): ProviderTrouble {
  const known = BY_STATUS[status]
  if (known !== undefined) return known
  if (status >= 300 && status <= 399) return 'redirected'
  return status >= 500 && status <= 599 ? 'unavailable' : 'not-understood'
}
