/** Creates the failures of provider calls; nothing else does. */
import {
  Failure,
  type CallOutcome,
  type ProviderError,
  type ProviderTrouble,
} from '../../shared/contract/errors.ts'

interface Trouble {
  readonly why: ProviderTrouble
  readonly outcome: CallOutcome
  readonly status?: number | undefined
  readonly retryAt?: number | undefined
  readonly words?: string | undefined
  readonly certificate?: ProviderError['certificate']
  readonly signIn?: ProviderError['signIn']
}

/** A Failure of kind `provider`; `undefined` fields are left out. */
export function providerFailure(trouble: Trouble, cause?: unknown): Failure {
  const { why, outcome, status, retryAt, words, certificate, signIn } = trouble
  const error: ProviderError = {
    kind: 'provider',
    why,
    outcome,
    ...(status === undefined ? {} : { status }),
    ...(retryAt === undefined ? {} : { retryAt }),
    ...(words === undefined || words === '' ? {} : { words }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(signIn === undefined ? {} : { signIn }),
  }
  return new Failure(error, cause === undefined ? undefined : { cause })
}

/** A complete answer that Keyhold cannot understand. The provider may have acted. */
export function notUnderstood(status?: number): Failure {
  return providerFailure({ why: 'not-understood', outcome: 'unknown', status })
}

/** The same failure with another outcome. */
export function withOutcome(error: unknown, outcome: CallOutcome): unknown {
  const isFromProvider = error instanceof Failure && error.error.kind === 'provider'
  return isFromProvider ? new Failure({ ...error.error, outcome }, { cause: error }) : error
}

/** Runs `read`, whose result a change needs: if `read` fails, the change was never sent. */
export async function beforeChange<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw isUnclear(error) ? withOutcome(error, 'not-sent') : error
  }
}

const isUnclear = (error: unknown): boolean =>
  error instanceof Failure && error.error.kind === 'provider' && error.error.outcome === 'unknown'

/** The provider's own words in a failure, scrubbed; `''` if there are none. */
export const wordsOf = (error: unknown): string =>
  error instanceof Failure && error.error.kind === 'provider' ? (error.error.words ?? '') : ''

/** The provider's own refusal for this reason: complete, in its own form, and nothing was changed. */
export function isRefusal(error: unknown, why: ProviderTrouble): error is Failure {
  return (
    error instanceof Failure &&
    error.error.kind === 'provider' &&
    error.error.outcome === 'refused' &&
    error.error.why === why
  )
}

/** What `ask` brings; `undefined` if it is refused for one of `whys`. Every other failure is thrown. */
export async function unlessRefused<T>(
  ask: () => Promise<T>,
  ...whys: readonly ProviderTrouble[]
): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (whys.some((why) => isRefusal(error, why))) return undefined
    throw error
  }
}
