/** The provider as the core sees it. One file per provider under `providers/catalog/` implements it. */
import type { Failure } from '../../../shared/contract/errors.ts'
import type { Permission, ProviderMetadata, TestReport } from '../../../shared/model/catalogue.ts'
import type { FormValues, Grant, Instant, Leak, Switch } from '../../../shared/model/model.ts'
import type { DescribedId, ProviderDescription } from '../../../shared/model/provider-description.ts'
import type { Secret } from './secret.ts'
import type { WireTrouble } from './network.ts'

/** A key as its provider reports it, secrets scrubbed. */
export interface RemoteKey {
  /** Addresses the key in later calls. At RIPE Atlas the handle, which a regeneration changes. */
  readonly remoteId: string
  /** The part of the account in which the key was listed; `''` if an account has only one. */
  readonly scope: string
  readonly label: string
  readonly handle?: string | undefined
  readonly switch: Switch
  readonly validFrom?: Instant | undefined
  /** `{}`: never expires. Missing: this provider reports no expiry. */
  readonly expires?: { readonly at?: Instant | undefined } | undefined
  /** When the key was created or last regenerated, by the provider's clock. */
  readonly createdAt?: Instant | undefined
  readonly lastUsedAt?: Instant | undefined
  /** When and where the provider found the secret in public. Missing: it reports no find, and an earlier one stays. */
  readonly leaked?: Leak | undefined
  readonly grants: readonly Grant[]
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

export type RemoteRef = Pick<RemoteKey, 'remoteId' | 'scope' | 'label'>

/**
 * A response that is not parsed yet. A response that a client keeps (`Api.keepAnswers`) is raw; one that `Issue.send` returns is complete,
 * successful (2xx) and decoded.
 */
export interface Answer {
  /** 0 if the headers of the response were incomplete. */
  readonly status: number
  /** Without its framing; over gRPC with the frames of its messages. */
  readonly body: Uint8Array
  /** The provider's `Date` header. */
  readonly date?: Instant | undefined
  /** Names in lower case. Missing: nothing is left to decode. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Over gRPC, as far as they arrived. */
  readonly trailers?: Readonly<Record<string, string>> | undefined
  /** Why the response broke off. */
  readonly broken?: WireTrouble | undefined
  /** Over HTTP/1, every byte as received, headers and framing included: a parser made the fields above from these bytes. */
  readonly raw?: Uint8Array | undefined
}

/** How long a call that changes something may take, connecting included, before its outcome counts as unknown. */
export const CHANGE_DEADLINE_MS = 60_000

/** The fields of a key that a response contains. Fields that are not in the response keep their value. */
export type ReportedKey = Partial<RemoteKey> & Pick<RemoteKey, 'remoteId'>

/** A secret that a provider returns once, and the key's other fields. */
export interface Issued<Remote = ReportedKey> {
  readonly secret: Secret
  readonly remote: Remote
}

export interface ListPage {
  readonly keys: readonly RemoteKey[]
  readonly total?: number | undefined
  readonly date?: Instant | undefined
  /** The `remoteId` of the key that is the account's own credential, if the list itself shows it. */
  readonly credentialId?: string | undefined
  /** Warnings that the provider wants shown. */
  readonly warnings?: readonly string[]
}

/**
 * A connected account: the provider client with the account's address and credential. Opaque to the core;
 * created by `Providers.open`, valid until `close`.
 */
export interface Api {
  readonly settings: FormValues
  /**
   * From now on `keep` receives every response to a call that issues a secret, in raw form and before it is parsed: once per response, also for
   * one that is refused, encoded, too long or broken off. It must not throw.
   */
  keepAnswers(keep: (answer: Answer) => void): void
  /** Cancels running calls and wipes the credential. */
  close(): void
}

/** The key to regenerate. `oldUntil`: until when its old secret keeps working, where the provider can do that; missing: not at all. */
export type RegenerateTarget = RemoteRef & { readonly oldUntil?: Instant | undefined }

/** A call whose response holds a secret: sending and parsing are separate, so that the response is sealed in between. */
export interface Issue<Api_, Target> {
  /** One request, one deadline, never repeated. Throws Failure `provider` with its outcome. */
  send(api: Api_, target: Target, signal?: AbortSignal): Promise<Answer>
  /** Pure; also run after a restart. Throws Failure `provider` `not-understood` or `masked-secret`. */
  read(answer: Answer, target: Target): Issued
}

/**
 * A provider's response to a deletion. `no-such-key`: the response says so, or may mean so; the same response may mean that the call itself does
 * not exist, so the core decides (`core/sync/deletion.ts`). A response that can only be about the key is `done`.
 */
export type DeletionAnswer =
  { readonly heard: 'done' } | { readonly heard: 'no-such-key'; readonly refusal: Failure }

/** A request that can be made with a key. */
export interface KeyRequest {
  readonly address: string
  /** The request body, as JSON text. */
  readonly json?: string
}

/** All throw Failure `provider`; responses are read leniently, requests sent strictly. */
export interface Provider<Api_ extends Api = Api> {
  /** `can` is derived from the optional members that are present. */
  readonly metadata: Omit<ProviderMetadata, 'can'>
  /** Checks the account form and returns it cleaned. Throws Failure `invalid` with the field. */
  readonly settings: (form: FormValues) => FormValues
  /**
   * The settings of an account whose credential is the key at this address. Present if the settings name the key that signs, so that its secret
   * alone is no credential. Pure.
   */
  readonly settingsWith?: (settings: FormValues, remoteId: string) => FormValues
  /** The handle of the key that a credential belongs to, if the credential shows it. */
  readonly credentialHandle?: (credential: Secret) => string | undefined
  /** When the credential expires, if the credential itself contains that time. */
  readonly credentialExpiresAt?: (credential: Secret) => Instant | undefined
  /** The scopes to list, one after the other; each is complete or failed by itself. */
  readonly scopes: (settings: FormValues) => readonly string[]

  /**
   * The page where a credential is made, if that depends on an account's settings, which need not be whole: an address on the user's own server.
   * `undefined`: they name no server. Throws Failure `invalid` for an address that is none. Pure.
   */
  readonly credentialPage?: (settings: FormValues) => string | undefined

  readonly test: (api: Api_, signal?: AbortSignal) => Promise<TestReport>
  /** The list omits some keys by design: a key that is not in the list is deleted only if `get` says so, too. */
  readonly listIsPartial?: true
  /** The list's pages show which key is the account's own credential (`credentialId`). */
  readonly listShowsCredential?: true
  /** How long after a change, in milliseconds, `list` and `get` may still return the old state. */
  readonly readsLagMs?: number
  /** How long after its creation, in milliseconds, a new secret may still be refused. */
  readonly newSecretsLagMs?: number
  readonly list: (api: Api_, scope: string, signal?: AbortSignal) => AsyncIterable<ListPage>
  /** `undefined`: the provider reports that there is no such key. `date` is the provider's clock. */
  readonly get?: (
    api: Api_,
    key: RemoteRef,
    signal?: AbortSignal,
  ) => Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }>
  readonly create?: Issue<Api_, FormValues> & {
    /** Checks the draft and returns it cleaned; `label` is the name by which the orphan search finds the key. Throws Failure `invalid`. */
    check(
      draft: FormValues,
      settings: FormValues,
    ): { readonly draft: FormValues; readonly label: string; readonly scope: string }
    /**
     * Completes a checked draft by calls that issue no secret: finds, or makes, what the new key belongs to. The result passes `check`, and names by
     * its id what the draft named otherwise, so that `read` needs nothing else. Throws Failure `provider`: no key was requested.
     */
    readonly prepare?: (api: Api_, draft: FormValues, signal?: AbortSignal) => Promise<FormValues>
    /**
     * Runs once the secret is safe: makes the calls that complete the new key, and returns what its creation changed in other keys. It may run twice.
     * Throws Failure `provider`, whose words say what the new key lacks.
     */
    readonly finish?: (api: Api_, key: RemoteRef, draft: FormValues) => Promise<readonly ReportedKey[]>
  }
  readonly regenerate?: Issue<Api_, RegenerateTarget>
  /**
   * Moves the end of a key's previous secret, which a regeneration let work for a while; `undefined`: it ends now. Present if `regenerate` heeds
   * `oldUntil` (`metadata.rotation.oldSecretCanStay`).
   */
  readonly moveOldEnd?: (api: Api_, key: RemoteRef, until: Instant | undefined) => Promise<ReportedKey>
  readonly update?: (api: Api_, key: RemoteKey, draft: FormValues) => Promise<ReportedKey>
  readonly setEnabled?: (api: Api_, key: RemoteRef, enabled: boolean) => Promise<ReportedKey>
  readonly revoke?: (api: Api_, key: RemoteRef) => Promise<DeletionAnswer>
  /**
   * The draft of a key like `key` that may exist beside it: label, permissions, and validity of the same length from `now` on. It passes
   * `create.check`. Makes the reads that it needs. Together with `create` and `revoke`, it makes "replace with overlap".
   */
  readonly draftFromKey?: (api: Api_, key: RemoteKey, now: Instant) => Promise<FormValues>
  /** The same for a key that `draftFromKey` could not read though it may exist: from a list, otherwise from the fields of `key`. */
  readonly draftFromRow?: (api: Api_, key: RemoteKey) => Promise<FormValues>
  /**
   * Whether the secret that `api` was opened with authenticates, by one call that changes nothing. Present only if every key may make that call,
   * or if a refusal shows whether the key is unknown or lacks the permission.
   */
  readonly verify?: (api: Api_, signal?: AbortSignal) => Promise<boolean>
  /**
   * The form of this provider's secrets: finds every whole one in `text`, which may be cut or damaged, and may hold other things. Masks and parts
   * are left out. Pure. Used on sealed responses that could not be understood.
   */
  readonly secretsIn: (text: string) => readonly string[]
  /** How a key is used at the provider, for "copy as". Pure. Missing: the key is sent in no header. */
  readonly use?: {
    /** `secret` is trimmed and fit for a header. */
    readonly header: (secret: string) => { readonly name: string; readonly value: string }
    /** `undefined`: the place where this key is used is unknown. `settings` are the account's. */
    readonly request?: (settings: FormValues, key: Pick<RemoteKey, 'facts'>) => KeyRequest | undefined
  }
  readonly permissions?: (api: Api_, signal?: AbortSignal) => Promise<readonly Permission[]>
  readonly permissionTargets?: (
    api: Api_,
    permission: string,
    term: string,
  ) => Promise<readonly { readonly type: string; readonly id: string; readonly label: string }[]>
}

/** A provider that the user has described. */
export interface DescribedProvider {
  readonly id: DescribedId
  readonly name: string
  /** `undefined`: the document cannot be understood. */
  readonly description: ProviderDescription | undefined
  /** What the user has said of its list: nothing yet, that the service has no keys, or that the keys are read rightly. */
  readonly list: 'unconfirmed' | 'empty' | 'confirmed'
}

export interface Providers {
  /** The catalogue and the described providers as data, sorted by name. Read anew at each use, since the described ones change. */
  readonly metadata: readonly ProviderMetadata[]
  /** From now on these are the described providers, and no others. */
  useDescribed(described: readonly DescribedProvider[]): void
  /** Throws Failure `not-found`/`provider`. */
  find(id: string): Provider
  /**
   * Where an account's calls are sent and which authorities they trust: origins, and the CA file. Settings that add one need the credential
   * entered again.
   */
  destinations(provider: string, settings: FormValues): readonly string[]
  /** The origins among them that are not the provider's own, that is, those that were typed. */
  strangers(provider: string, settings: FormValues): readonly string[]
  /** Opens an account for calls. The credential is copied; `close` wipes the copy. Reads the account's CA file. */
  open(provider: string, settings: FormValues, credential: Secret): Promise<Api>
}
