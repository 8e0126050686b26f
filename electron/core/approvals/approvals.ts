/** Asks the person before a secret leaves over the command line, and remembers what they permitted. */
import type { KeyId } from '../../../shared/model/model.ts'
import type { Requester } from '../ports/requester.ts'

interface Asked {
  /** Missing where the system does not tell who asks: then a permission is for once. */
  readonly requester: Requester | undefined
  /** The caller's own words (`--reason`): untrusted text. */
  readonly reason?: string | undefined
}

export interface SecretRequest extends Asked {
  readonly keys: readonly { readonly key: KeyId; readonly version?: number | undefined }[]
  /** Which command of `keyhold` asks. */
  readonly command: 'get' | 'copy' | 'run' | 'inject' | 'env' | 'credential' | 'mcp'
  /** The program that will get them (`run`); untrusted text. */
  readonly program?: string | undefined
}

/** What changes a key at its provider. Each is confirmed by itself: no permission covers the next one. */
export interface ChangeRequest extends Asked {
  readonly key: KeyId
  readonly change: 'regenerate' | 'replace' | 'retire' | 'roll-back'
}

export interface ReleasedSecret {
  readonly key: KeyId
  readonly version: number
  /** SECURITY: the secret itself. */
  readonly text: string
}

/** All three reject with the signal's reason when it aborts, and with Failure `locked` when the app is locked, now or while the card waits. */
export interface Approvals {
  /**
   * Returns these secrets, in the order of the request, once the person has permitted it now or before. SECURITY: besides the page's reveal
   * call the only way in which a secret leaves the vault as text. Each use is in the history.
   *
   * Throws Failure `approval` (`denied`, `timed-out`, `no-screen`), `secret-missing`, `not-found`, `keychain`, and `limit` where too many
   * requests wait already.
   */
  release(request: SecretRequest, signal: AbortSignal): Promise<readonly ReleasedSecret[]>
  /** Resolves once the person has permitted it, without reading a secret. Throws Failure `approval`. */
  permit(request: SecretRequest, signal: AbortSignal): Promise<void>
  /** Resolves once the person has confirmed the change. Throws Failure `approval`. */
  confirm(request: ChangeRequest, signal: AbortSignal): Promise<void>
}
