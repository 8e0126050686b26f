/**
 * One call with HTTP Digest: requests a challenge, then sends the signed request. The challenge request is a read without a credential. A change
 * therefore leaves this machine only when signed, and any refusal before that means "not sent".
 */
import type { CallOutcome } from '../../shared/contract/errors.ts'
import type { WireAnswer } from '../core/ports/network.ts'
import { readChallenge, type Challenge } from './digest.ts'
import { notUnderstood, providerFailure, withOutcome } from './failure.ts'

/** The user who signs; the account's credential is the password. */
export interface DigestUser {
  readonly name: string
  /** Segments below the base of a resource that may be read. Changes request their challenge there, because that request must not change anything. */
  readonly challengePath: readonly string[]
}

interface Steps<T> {
  readonly isRead: boolean
  /** Reads without a credential. */
  readonly requestChallenge: () => Promise<WireAnswer>
  /** The request itself, signed anew for every challenge. */
  readonly send: (challenge: Challenge) => Promise<WireAnswer>
  /** Returns a 2xx answer; else throws Failure `provider`. */
  readonly read: (answer: WireAnswer) => T
  readonly scrub: (words: string) => string
}

/** How often a signed request that arrives too late is sent again. Source: nonces of Ops Manager are valid for about 60 seconds. */
const MOST_REPEATS = 2

/**
 * Throws Failure `provider`. A challenge is a complete refusal by the sign-in itself, and nothing behind it has seen the request. Signing again for
 * `stale=true` is therefore no repetition. If that is stale as well, the failure is `unavailable`, and never "wrong credential".
 */
export async function exchangeSigned<T>({
  isRead,
  requestChallenge,
  send,
  read,
  scrub,
}: Steps<T>): Promise<T> {
  let challenge = await opened(async () => supportedChallenge(await requestChallenge(), read, scrub), isRead)
  for (let repeats = 0; repeats <= MOST_REPEATS; repeats += 1) {
    const answer = await send(challenge)
    const next = challengeOf(answer)
    if (next === undefined) return read(answer)
    if (!next.isStale) return settle(() => read(answer), 'refused')
    challenge = next
  }
  throw providerFailure({ why: 'unavailable', outcome: 'refused', status: 401 })
}

async function opened(requestChallenge: () => Promise<Challenge>, isRead: boolean): Promise<Challenge> {
  try {
    return await requestChallenge()
  } catch (error) {
    throw isRead ? error : withOutcome(error, 'not-sent')
  }
}

/**
 * The challenge in the answer to a challenge request. Throws if it must not be answered: an answer to a Basic challenge would reveal the password.
 */
function supportedChallenge(
  answer: WireAnswer,
  read: (answer: WireAnswer) => unknown,
  scrub: (words: string) => string,
): Challenge {
  const challenge = challengeOf(answer)
  if (challenge !== undefined) return challenge
  const { status, headers } = answer
  const asked = headers['www-authenticate']
  if (status === 401 && asked !== undefined)
    throw providerFailure({ why: 'not-understood', outcome: 'refused', status, words: scrub(asked) })
  read(answer)
  // A server that requires no signature is not the expected one.
  throw notUnderstood(status)
}

function challengeOf({ status, headers }: WireAnswer): Challenge | undefined {
  return status === 401 ? readChallenge(headers['www-authenticate']) : undefined
}

function settle<T>(read: () => T, outcome: CallOutcome): T {
  try {
    return read()
  } catch (error) {
    throw withOutcome(error, outcome)
  }
}
