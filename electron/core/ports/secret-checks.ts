/** What a secret, or the service that issued it, says of the secret itself. `providers/secret-checks/` implements it from a table. */
import type { Instant } from '../../../shared/model/model.ts'
import type { Secret } from './secret.ts'

export interface SecretReport {
  /** Whether the service accepts the secret. */
  readonly works: boolean
  /** `{}`: the secret never expires. Missing: the answer does not say. */
  readonly expires?: { readonly at?: Instant | undefined } | undefined
  /** Who the secret belongs to, by the service. */
  readonly owner?: string | undefined
  /** What the secret is called at the service. */
  readonly label?: string | undefined
  /** What the secret may do, as the service calls it. */
  readonly scopes?: readonly string[] | undefined
}

/** A check without a call: the secret itself holds the answer. */
export interface ClaimsCheck {
  readonly kind: 'claims'
  readonly read: (secret: Secret) => SecretReport
}

/** A check by one call that changes nothing. */
export interface CallCheck {
  readonly kind: 'call'
  /** The service's name, for people. */
  readonly service: string
  /** The address of the service that everybody uses. https, and ends with a slash. */
  readonly address: string
  /** People run servers of their own, at other addresses. */
  readonly hasOwnServers: boolean
  /**
   * Where the call for the server at `address` goes; `isOwn`: to the service itself, where the secret most likely comes from. Throws Failure
   * `invalid` with the field `address`.
   */
  place(address: string): { readonly origin: string; readonly isOwn: boolean }
  /** Throws Failure `invalid`, or `provider` where the answer says neither yes nor no. `secret` is copied, and the copy wiped. */
  ask(address: string, secret: Secret): Promise<SecretReport>
}

export interface SecretChecks {
  /** The check for secrets of this shape (`shared/shapes/`); `undefined`: there is none. */
  find(shape: string): ClaimsCheck | CallCheck | undefined
}
