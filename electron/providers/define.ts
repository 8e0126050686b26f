/** The shape of a catalogue file: metadata, capabilities by the presence of methods, and how its client is opened. */
import type { FormValues } from '../../shared/model/model.ts'
import type { Provider } from '../core/ports/provider.ts'
import type { DigestUser } from './digest-exchange.ts'
import type { GrpcApi } from './grpc-client.ts'
import type { HttpApi, HttpClientOptions } from './http-client.ts'
import type { BodyFormat } from './http-content.ts'
import type { TokenSource } from './token-exchange.ts'

export interface HttpDefinition extends Provider<HttpApi> {
  readonly http: {
    /** Every address was typed by a user: none is the provider's own. */
    readonly isTyped?: true
    /** The base address of every scope. `settings` are cleaned. */
    readonly bases: (settings: FormValues) => Readonly<Record<string, URL>>
    /** The headers of every request; `credential` is trimmed and valid in a header. */
    readonly headers: (credential: string, settings: FormValues) => Readonly<Record<string, string>>
    /** Uses HTTP Digest instead of a credential in `headers`, which are then not sent. `undefined`: not for an account with these settings. */
    readonly digest?: (settings: FormValues) => DigestUser | undefined
    /** Uses access tokens instead of a credential in `headers`, which are then not sent. `undefined`: as for `digest`. */
    readonly token?: (settings: FormValues) => TokenSource | undefined
    /** The media type of JSON in requests and answers of a scope; `application/json` if missing. */
    readonly media?: (scope: string) => string
    /** The headers that sign each request, in addition to `headers`. */
    readonly sign?: (settings: FormValues) => NonNullable<HttpClientOptions['sign']>
    /** The form of answers; JSON if missing. */
    readonly format?: BodyFormat
    readonly readError: HttpClientOptions['readError']
  }
}

export interface GrpcDefinition extends Provider<GrpcApi> {
  readonly grpc: {
    /** The base address of all calls. `settings` are cleaned. */
    readonly base: (settings: FormValues) => URL
    /** The metadata of every call, names in lower case; `credential` is trimmed and valid in metadata. */
    readonly headers: (credential: string, settings: FormValues) => Readonly<Record<string, string>>
  }
}

/** Over HTTP or over gRPC, depending on the client that the file describes. */
export type Definition = HttpDefinition | GrpcDefinition

/** Checks a catalogue file's shape at compile time. */
export function defineProvider<const T extends HttpDefinition>(definition: T): T {
  return definition
}

/** The same for a provider over gRPC. */
export function defineGrpcProvider<const T extends GrpcDefinition>(definition: T): T {
  return definition
}
