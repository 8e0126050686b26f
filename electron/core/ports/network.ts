/** The wire to a provider. No rules here: those are the provider clients' (`providers/http-client.ts`, `providers/grpc-client.ts`). */
import type { ClientHttp2Session } from 'node:http2'
import type { ProviderError } from '../../../shared/contract/errors.ts'
import type { Secret } from './secret.ts'

export interface WireRequest {
  readonly url: URL
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
  /** The whole exchange, connecting included, in milliseconds. */
  readonly timeoutMs: number
  /** A longer body is cut off with WireFailure `too-large`. */
  readonly maxBytes: number
  /** The answer may hold a new secret: whatever came of it goes along, with a failure as well, up to `maxBytes`. */
  readonly keepsAll?: boolean
  /** PEM text of certificates to trust besides Node's and the system's. */
  readonly extraCertificates: string | undefined
  readonly signal: AbortSignal | undefined
}

export interface WireAnswer {
  readonly status: number
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  /** Without its framing, in the content encoding that it came in. */
  readonly body: Uint8Array
  /** With `keepsAll`: every byte as it came, heads and framing included. */
  readonly raw?: Uint8Array
}

/** An answer that broke off: status 0 and no headers where not even its head was whole. */
export type WireRemains = WireAnswer & {
  /** Of HTTP/2, as far as they came. */
  readonly trailers?: Readonly<Record<string, string>>
}

export type WireTrouble =
  'offline' | 'tls' | 'proxy' | 'timeout' | 'cancelled' | 'cut-off' | 'too-large' | 'not-understood'

/** What is wrong with the certificate of a server or proxy, where TLS says so. `untrusted`: nobody known vouches for it. */
export type CertificateTrouble = NonNullable<ProviderError['certificate']>

/** Why a proxy that asks for a sign-in did not let us through. */
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

  /** What had come of the answer by then; `undefined` if nothing, or if nobody asked to keep it. */
  get came(): WireRemains | undefined {
    return this.#came
  }
}

/** Where an HTTP/2 session leads. */
export interface Http2Request {
  /** Scheme, host and port; the rest is not looked at. Plain http is for loopback. */
  readonly url: URL
  /** Connecting and the handshake, in milliseconds. */
  readonly timeoutMs: number
  /** PEM text of certificates to trust besides Node's and the system's. */
  readonly extraCertificates: string | undefined
  readonly signal: AbortSignal | undefined
}

/** What one proxy asks for. Whoever has taken it wipes the password. */
export interface ProxySignIn {
  readonly user: string
  readonly password: Secret
}

/** Where sign-ins for proxies come from. A proxy is named by its origin, `http://host:port`. */
export interface ProxySignIns {
  /**
   * The one that is kept for this proxy and no other; `undefined`: none is, `refused`: this proxy has refused it before. Rejects with Failure
   * `keychain` or `vault`.
   */
  take(proxy: string): Promise<ProxySignIn | 'refused' | undefined>
  /** This proxy does not accept what was taken for it last. */
  refused(proxy: string): void
}

export interface ProxyPort {
  /** The origin of the proxy before an https address, without a user name or password; `undefined`: none. Rejects with `WireFailure`. */
  find(url: URL): Promise<string | undefined>
  /** From now on asks here when a proxy wants a sign-in; `undefined`: nowhere. */
  useSignIns(source: ProxySignIns | undefined): void
}

export interface NetworkPort {
  /**
   * Sends `request` exactly once: no redirects, no cookies, no repeat, no cache. Rejects with `WireFailure`.
   * Any complete answer resolves, whatever its status.
   */
  exchange(request: WireRequest): Promise<WireAnswer>
  /**
   * Opens an HTTP/2 session for what is more than one question and one answer (gRPC): past proxies and with TLS as
   * `exchange` would. It is the caller's to destroy, and its own errors are nobody's; its streams tell. Rejects with
   * `WireFailure`, never `sent`.
   */
  openHttp2(request: Http2Request): Promise<ClientHttp2Session>
  /** Reads a file of certificates for `extraCertificates`, as PEM text. Throws Failure `invalid` with the reason. */
  readCertificates(path: string): Promise<string>
  /** Missing: there are no proxies. */
  readonly proxies?: ProxyPort
}
