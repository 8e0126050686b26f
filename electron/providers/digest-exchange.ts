/**
 * One call under HTTP Digest: request a challenge, then send the request signed. The challenge request is a read without a credential, so a
 * change leaves this machine only signed, and every no before that leaves it not sent.
 */
import type { CallOutcome } from '../../shared/contract/errors.ts'
import type { WireAnswer } from '../core/ports/network.ts'
import { readChallenge, type Challenge } from './digest.ts'
import { notUnderstood, providerFailure, withOutcome } from './failure.ts'

/** Who signs; the account's credential is the password. */
export interface DigestUser {
  readonly name: string
  /** Pieces below the base of something that may be read: where changes request their challenge, since nothing must happen there. */
  readonly challengePath: readonly string[]
}

interface Steps<T> {
  readonly isRead: boolean
  /** Reads without a credential. */
  readonly requestChallenge: () => Promise<WireAnswer>
  /** The request itself, signed anew for every challenge. */
  readonly send: (challenge: Challenge) => Promise<WireAnswer>
  /** The answer if it is a 2xx; throws Failure `provider`. */
  readonly read: (answer: WireAnswer) => T
  readonly scrub: (words: string) => string
}

/** A signed request that comes too late is sent again so often. Source: nonces of Ops Manager live for about 60 seconds. */
const MOST_REPEATS = 2

/**
 * Throws Failure `provider`. A challenge is a complete no of the sign-in itself: nothing behind it has seen the request, so signing
 * again for `stale=true` is no repeat. When even that is stale it is `unavailable`, and never called a wrong credential.
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

/** The challenge of an answer to a challenge request. Throws when there is none that may be answered: a Basic one would give the password away. */
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
  // Whoever lets in without a signature is not who was meant.
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
