/** The shape of a catalogue file: facts, capabilities by being there, and how its client is opened. */
import type { FormValues } from '../../shared/model/model.ts'
import type { Provider } from '../core/ports/provider.ts'
import type { DigestUser } from './digest-exchange.ts'
import type { GrpcApi } from './grpc-client.ts'
import type { HttpApi, HttpClientOptions } from './http-client.ts'

export interface HttpDefinition extends Provider<HttpApi> {
  readonly http: {
    /** The base address of every scope. `settings` are cleaned. */
    readonly bases: (settings: FormValues) => Readonly<Record<string, URL>>
    /** The headers of every request; `credential` is trimmed and fit for a header. */
    readonly headers: (credential: string, settings: FormValues) => Readonly<Record<string, string>>
    /** HTTP Digest instead of a credential in `headers`: then these are not sent. */
    readonly digest?: (settings: FormValues) => DigestUser
    readonly readError: HttpClientOptions['readError']
  }
}

export interface GrpcDefinition extends Provider<GrpcApi> {
  readonly grpc: {
    /** Where all calls go. `settings` are cleaned. */
    readonly base: (settings: FormValues) => URL
    /** The metadata of every call, names in lower case; `credential` is trimmed and fit for it. */
    readonly headers: (credential: string, settings: FormValues) => Readonly<Record<string, string>>
  }
}

/** Over HTTP or over gRPC: the client that it describes says which. */
export type Definition = HttpDefinition | GrpcDefinition

/** Checks a catalogue file's shape while it is written. */
export function defineProvider<const T extends HttpDefinition>(definition: T): T {
  return definition
}

/** The same for a provider over gRPC. */
export function defineGrpcProvider<const T extends GrpcDefinition>(definition: T): T {
  return definition
}
