/** The wire to a provider. This port has no rules; those are in the provider clients (`providers/http-client.ts`, `providers/grpc-client.ts`). */
import type { ClientHttp2Session } from 'node:http2'
import type { ProviderError } from '../../../shared/contract/errors.ts'
import type { Secret } from './secret.ts'

export interface WireRequest {
  readonly url: URL
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
  /** Limit for the whole exchange, connecting included, in milliseconds. */
  readonly timeoutMs: number
  /** A longer body is cut off with WireFailure `too-large`. */
  readonly maxBytes: number
  /** The response may hold a new secret: its raw bytes are returned as well, also with a failure, up to `maxBytes`. */
  readonly keepsAll?: boolean
  /** PEM text of certificates to trust besides Node's and the system's. */
  readonly extraCertificates: string | undefined
  readonly signal: AbortSignal | undefined
}

export interface WireAnswer {
  readonly status: number
  /** Names in lower case; repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  /** Without its framing, in the content encoding of the response. */
  readonly body: Uint8Array
  /** With `keepsAll`: every byte as received, headers and framing included. */
  readonly raw?: Uint8Array
}

/** A response that broke off: status 0 and no headers if its headers were incomplete. */
export type WireRemains = WireAnswer & {
  /** For HTTP/2, as far as they arrived. */
  readonly trailers?: Readonly<Record<string, string>>
}

export type WireTrouble =
  'offline' | 'tls' | 'proxy' | 'timeout' | 'cancelled' | 'cut-off' | 'too-large' | 'not-understood'

/** The problem with the certificate of a server or proxy, if TLS reports one. `untrusted`: no trusted authority has signed it. */
export type CertificateTrouble = NonNullable<ProviderError['certificate']>

/** Why a proxy that requires a sign-in refused the connection. */
export type SignInTrouble = NonNullable<ProviderError['signIn']>

/** The exchange failed. `sent` is false only if it is certain that not a byte of the request left this machine. */
export class WireFailure extends Error {
  readonly why: WireTrouble
  readonly sent: boolean
  readonly certificate: CertificateTrouble | undefined
  readonly signIn: SignInTrouble | undefined
  /** SECURITY: may hold a secret. Private, so that nothing that prints or serialises an error shows it. */
  readonly #came: WireRemains | undefined

  constructor(
    why: WireTrouble,
    sent: boolean,
    options: ErrorOptions & {
      certificate?: CertificateTrouble | undefined
      signIn?: SignInTrouble | undefined
    } = {},
    came?: WireRemains,
  ) {
    super(why, options)
    this.name = 'WireFailure'
    this.why = why
    this.sent = sent
    this.certificate = options.certificate
    this.signIn = options.signIn
    this.#came = came
  }

  /** The part of the response that arrived; `undefined` if nothing did, or if the request did not keep it. */
  get came(): WireRemains | undefined {
    return this.#came
  }
}

/** The destination of an HTTP/2 session. */
export interface Http2Request {
  /** Scheme, host and port; the rest is ignored. Plain http is for loopback. */
  readonly url: URL
  /** Limit for connecting and the handshake, in milliseconds. */
  readonly timeoutMs: number
  /** PEM text of certificates to trust besides Node's and the system's. */
  readonly extraCertificates: string | undefined
  readonly signal: AbortSignal | undefined
}

/** The sign-in for one proxy. The receiver wipes the password. */
export interface ProxySignIn {
  /** Names this sign-in, without its password. One that is entered anew has another name. */
  readonly id: string
  readonly user: string
  readonly password: Secret
}

/** The source of sign-ins for proxies. A proxy is named by its origin, `http://host:port`. */
export interface ProxySignIns {
  /**
   * The sign-in stored for exactly this proxy. `undefined`: none is stored. `refused`: this proxy has refused it before. Rejects with Failure
   * `keychain` or `vault`.
   */
  take(proxy: string): Promise<ProxySignIn | 'refused' | undefined>
  /** Reports that its proxy refused the sign-in with this id. */
  refused(id: string): void
}

export interface ProxyPort {
  /** The origin of the proxy before an https address, without a user name or password; `undefined`: none. Rejects with `WireFailure`. */
  find(url: URL): Promise<string | undefined>
  /** From now on reads sign-ins for proxies from `source`; `undefined`: no source. */
  useSignIns(source: ProxySignIns | undefined): void
}

export interface NetworkPort {
  /**
   * Sends `request` exactly once: no redirects, no cookies, no repeat, no cache. Rejects with `WireFailure`.
   * Any complete response resolves, whatever its status.
   */
  exchange(request: WireRequest): Promise<WireAnswer>
  /**
   * Opens an HTTP/2 session for streams beyond one request and one response (gRPC): through proxies and with TLS as `exchange` does. The caller
   * destroys the session. Errors of the session itself need no handler: its streams report them. Rejects with `WireFailure`, never `sent`.
   */
  openHttp2(request: Http2Request): Promise<ClientHttp2Session>
  /** Reads a file of certificates for `extraCertificates`, as PEM text. Throws Failure `invalid` with the reason. */
  readCertificates(path: string): Promise<string>
  /** Missing: there are no proxies. */
  readonly proxies?: ProxyPort
}
