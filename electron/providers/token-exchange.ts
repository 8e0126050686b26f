/**
 * Exchanges an account's credential for an access token (OAuth 2.0, RFC 6749 section 4.4), and keeps that token in this process's memory until it
 * ends. The token never reaches the disk: it is a part of the credential's session, which hides and wipes it.
 */
import { z } from 'zod'
import type { Instant } from '../../shared/model/model.ts'
import { Failure, type ProviderTrouble } from '../../shared/contract/errors.ts'
import { Secret } from '../core/ports/secret.ts'
import type { WireAnswer } from '../core/ports/network.ts'
import type { Answer } from '../core/ports/provider.ts'
import { isRefusal, notUnderstood, withOutcome } from './failure.ts'
import { readAnswer } from './json.ts'
import type { ErrorForm } from './outcome.ts'

/** Where a credential is exchanged: it is the secret of this client. */
export interface TokenSource {
  /** May lie outside of every base address; `destinations` names it. */
  readonly address: URL
  readonly client: string
}

/** The one request that exchanges `secret`; nothing changes by it. Its deadline is the call's. */
export const exchangeOf = ({ address, client }: TokenSource, secret: string) =>
  ({
    scope: '',
    url: address,
    base: address,
    method: 'POST',
    json: undefined,
    form: { grant_type: 'client_credentials' },
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`, 'utf8').toString('base64')}` },
    timeoutMs: 0,
    isRead: true,
    isList: false,
    isIssue: false,
  }) as const

/** The header of a call with a token. */
export const bearer = (token: Secret): Readonly<Record<string, string>> => ({
  authorization: token.use((bytes) => `Bearer ${bytes.toString('utf8')}`),
})

const Granted = z.object({
  // A header accepts printable ASCII only.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z.string().optional().catch(undefined),
  expires_in: z.number().positive().optional().catch(undefined),
})

/** A token is renewed this long before its end: a request that is on its way must still arrive. Never more than a tenth of its life. */
const MARGIN_MS = 60_000

interface AccessToken {
  readonly secret: Secret
  /** By this machine's clock. Missing: until the provider refuses it. */
  readonly until: Instant | undefined
}

/** Reads the answer of an exchange. Throws Failure `provider` `not-understood`. */
export function readToken(answer: Answer, askedAt: Instant): AccessToken {
  const { access_token: text, token_type: type = 'bearer', expires_in: seconds } = readAnswer(Granted, answer)
  if (type.toLowerCase() !== 'bearer') throw notUnderstood(answer.status)
  const lifeMs = seconds === undefined ? undefined : seconds * 1_000
  return {
    secret: Secret.fromText(text),
    until: lifeMs === undefined ? undefined : askedAt + lifeMs - Math.min(MARGIN_MS, lifeMs / 10),
  }
}

const TROUBLES: Readonly<Record<string, ProviderTrouble>> = {
  invalid_client: 'unauthorized',
  invalid_grant: 'unauthorized',
  invalid_request: 'invalid',
  invalid_scope: 'invalid',
  unauthorized_client: 'forbidden',
  unsupported_grant_type: 'invalid',
}

const OAuthError = z.object({ error: z.string(), error_description: z.string().optional().catch(undefined) })

/** Reads errors in the provider's own form, and in that of RFC 6749, section 5.2, which an exchange may be refused with. */
export const withExchangeErrors =
  <Rest extends readonly unknown[]>(
    readError: (status: number, json: unknown, ...rest: Rest) => ErrorForm | undefined,
  ) =>
  (status: number, json: unknown, ...rest: Rest): ErrorForm | undefined =>
    readError(status, json, ...rest) ?? readExchangeError(json)

function readExchangeError(json: unknown): ErrorForm | undefined {
  const parsed = OAuthError.safeParse(json)
  if (!parsed.success) return undefined
  const { error, error_description: words } = parsed.data
  const why = Object.hasOwn(TROUBLES, error) ? TROUBLES[error] : undefined
  return why === undefined ? undefined : { why, words: words ?? error }
}

interface Steps<T> {
  readonly isRead: boolean
  /** Exchanges the credential. Throws Failure `provider`. */
  readonly exchange: () => Promise<Secret>
  /** The request itself, with a token. */
  readonly send: (token: Secret) => Promise<WireAnswer>
  /** Returns a 2xx answer; else throws Failure `provider`. */
  readonly read: (answer: WireAnswer) => T
}

/** The token of one open account. */
export interface AccessTokens {
  /** From now on later calls use this token. */
  keep(token: AccessToken): void
  /**
   * One call with a token, which is exchanged first if there is none. Throws Failure `provider`. A token that the provider no longer accepts is
   * renewed once and the call sent again: a read always, a change only if the refusal is complete and in the provider's own form, so that nothing has
   * been done. A failed exchange before a change means "not sent".
   */
  call<T>(steps: Steps<T>): Promise<T>
}

export function createAccessTokens(now: () => Instant): AccessTokens {
  let current: AccessToken | undefined

  const valid = (): Secret | undefined => {
    const isOver = current?.until !== undefined && now() >= current.until
    return isOver ? undefined : current?.secret
  }

  return {
    keep(token) {
      current = token
    },
    async call({ isRead, exchange, send, read }) {
      const known = valid()
      const first = known ?? (await opened(exchange, isRead))
      const answer = await send(first)
      try {
        return read(answer)
      } catch (error) {
        // A token that was exchanged just now cannot have expired.
        if (known === undefined || !isOld(error, isRead)) throw error
        // Another call may have renewed it meanwhile.
        const renewed = valid()
        const next = renewed === undefined || renewed === first ? await renewal(exchange, isRead) : renewed
        return read(await send(next))
      }
    },
  }
}

/** Whether a refusal may mean that the token has ended, and the call may be sent again. */
const isOld = (error: unknown, isRead: boolean): boolean =>
  isRefusal(error, 'unauthorized') || (isRead && isUnauthorized(error))

const isUnauthorized = (error: unknown): boolean =>
  error instanceof Failure && error.error.kind === 'provider' && error.error.why === 'unauthorized'

async function opened(exchange: () => Promise<Secret>, isRead: boolean): Promise<Secret> {
  try {
    return await exchange()
  } catch (error) {
    throw isRead ? error : withOutcome(error, 'not-sent')
  }
}

/** The change itself was refused. Nothing has changed, whether or not the exchange succeeds. */
async function renewal(exchange: () => Promise<Secret>, isRead: boolean): Promise<Secret> {
  try {
    return await exchange()
  } catch (error) {
    throw isRead ? error : withOutcome(error, 'refused')
  }
}
