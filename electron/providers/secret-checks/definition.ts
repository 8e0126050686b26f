/** One row of the table of checks: how a service is asked about a secret, as data and pure functions. */
import type { SecretReport } from '../../core/ports/secret-checks.ts'
import type { HttpAnswer } from '../http-client.ts'
import type { ErrorForm } from '../outcome.ts'

export interface CallDefinition {
  readonly service: string
  /** The ids of the shapes (`shared/shapes/`) that this check is for. */
  readonly shapes: readonly string[]
  /** The service that everybody uses, as an https address with a slash at its end. */
  readonly address: string
  readonly hasOwnServers: boolean
  /** The base of the API that belongs to the server at `address`. */
  readonly base: (address: URL) => URL
  /** Below the base. The call is a GET that changes nothing and that every such secret may make. */
  readonly path: readonly string[]
  readonly headers: (secret: string) => Readonly<Record<string, string>>
  /** Throws Failure `provider` `not-understood`. */
  readonly read: (answer: HttpAnswer, shape: string) => SecretReport
  readonly readError: (status: number, json: unknown) => ErrorForm | undefined
  /** Where the facts come from. */
  readonly source: string
}
