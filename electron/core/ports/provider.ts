/** What the core asks of a provider. One file per provider under `providers/catalog/` answers it. */
import type { Failure } from '../../../shared/contract/errors.ts'
import type { Permission, ProviderMetadata, TestReport } from '../../../shared/model/catalogue.ts'
import type { FormValues, Grant, Instant, Switch } from '../../../shared/model/model.ts'
import type { Secret } from './secret.ts'
import type { WireTrouble } from './network.ts'

/** A key as a provider tells of it, secrets scrubbed. */
export interface RemoteKey {
  /** Addresses the key in later calls. At RIPE Atlas the handle, which a regeneration changes. */
  readonly remoteId: string
  /** The part of the account it was listed in; `''` where an account has only one. */
  readonly scope: string
  readonly label: string
  readonly handle?: string | undefined
  readonly switch: Switch
  readonly validFrom?: Instant | undefined
  /** `{}`: never expires. Missing: this provider keeps no expiry. */
  readonly expires?: { readonly at?: Instant | undefined } | undefined
  /** Created or last regenerated, by the provider's clock. */
  readonly createdAt?: Instant | undefined
  readonly lastUsedAt?: Instant | undefined
  readonly grants: readonly Grant[]
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

export type RemoteRef = Pick<RemoteKey, 'remoteId' | 'scope' | 'label'>

/**
 * An answer that is not read yet. What a client keeps (`Api.keepAnswers`) is as it came; what `Issue.send` returns is complete,
 * successful (2xx) and decoded.
 */
export interface Answer {
  /** 0 where not even the head of an answer was whole. */
  readonly status: number
  /** Without its framing; over gRPC with the frames of its messages. */
  readonly body: Uint8Array
  /** The provider's `Date` header. */
  readonly date?: Instant | undefined
  /** Names in lower case. Missing: nothing is left to decode. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Over gRPC, as far as they came. */
  readonly trailers?: Readonly<Record<string, string>> | undefined
  /** What ended the answer before its end. */
  readonly broken?: WireTrouble | undefined
  /** Over HTTP/1, every byte as it came, heads and framing included: the fields above are what a parser made of them. */
  readonly raw?: Uint8Array | undefined
}

/** How long a call that changes something may take, connecting included, before its outcome counts as unknown. */
export const CHANGE_DEADLINE_MS = 60_000

/** What an answer tells of a key. Fields it does not tell stay as they are. */
export type Told = Partial<RemoteKey> & Pick<RemoteKey, 'remoteId'>

/** What a provider hands out once. */
export interface Issued<Remote = Told> {
  readonly secret: Secret
  readonly remote: Remote
}

export interface ListPage {
  readonly keys: readonly RemoteKey[]
  readonly total?: number | undefined
  readonly date?: Instant | undefined
  /** The `remoteId` of the key that is the account's own credential, where the list itself shows it. */
  readonly credentialId?: string | undefined
  /** What the provider wants said. */
  readonly warnings?: readonly string[]
}

/**
 * A connected account: the provider client with the account's address and credential. Opaque to the core;
 * created by `Providers.open`, valid until `close`.
 */
export interface Api {
  readonly settings: FormValues
  /**
   * From now on `keep` gets whatever comes of an answer to a call that hands out a secret, as it came and before anything looks
   * into it: once for each answer, also for one that is refused, encoded, too long or broken off. It must not throw.
   */
  keepAnswers(keep: (answer: Answer) => void): void
  /** Cancels what is running and wipes the credential. */
  close(): void
}

/** A call whose answer holds a secret: sending and reading are apart, so that the answer is sealed between them. */
export interface Issue<Api_, Target> {
  /** One request, one deadline, never repeated. Throws Failure `provider` with its outcome. */
  send(api: Api_, target: Target, signal?: AbortSignal): Promise<Answer>
  /** Pure; also run after a restart. Throws Failure `provider` `not-understood` or `masked-secret`. */
  read(answer: Answer, target: Target): Issued
}

/**
 * What a provider answered to a deletion. `no-such-key`: it says so, or may mean so; the same words may mean that the call itself is not
 * there, so the core judges them (`core/sync/deletion.ts`). Where they can only mean the key, it is `done`.
 */
export type DeletionAnswer =
  { readonly heard: 'done' } | { readonly heard: 'no-such-key'; readonly refusal: Failure }

/** Something that can be asked with a key. */
export interface KeyRequest {
  readonly address: string
  /** Sent as the body. */
  readonly json?: string
}

/** All throw Failure `provider`; answers are read leniently, requests sent strictly. */
export interface Provider<Api_ extends Api = Api> {
  /** `can` is derived from which of the optional members are there. */
  readonly metadata: Omit<ProviderMetadata, 'can'>
  /** Checks the account form and returns it cleaned. Throws Failure `invalid` with the field. */
  readonly settings: (form: FormValues) => FormValues
  /** The handle of the key that a credential is, where the credential shows it. */
  readonly credentialHandle?: (credential: Secret) => string | undefined
  /** When the credential says of itself that it ends. */
  readonly credentialExpiresAt?: (credential: Secret) => Instant | undefined
  /** The scopes to list, one after the other; each is complete or failed for itself. */
  readonly scopes: (settings: FormValues) => readonly string[]

  readonly test: (api: Api_, signal?: AbortSignal) => Promise<TestReport>
  /** The list leaves keys out by its nature: one that it does not have is gone only when `get` says so, too. */
  readonly listIsPartial?: true
  /** Its pages tell which key is the account's own credential (`credentialId`). */
  readonly listShowsCredential?: true
  /** For so long, in milliseconds, `list` and `get` may still tell what was before a change. */
  readonly readsLagMs?: number
  readonly list: (api: Api_, scope: string, signal?: AbortSignal) => AsyncIterable<ListPage>
  /** `undefined`: the provider says that there is no such key. `date` is the provider's clock. */
  readonly get?: (
    api: Api_,
    key: RemoteRef,
    signal?: AbortSignal,
  ) => Promise<{ readonly key: RemoteKey | undefined; readonly date?: Instant | undefined }>
  readonly create?: Issue<Api_, FormValues> & {
    /** Checks the draft and returns it cleaned; `label` is what the orphan search looks for. Throws Failure `invalid`. */
    check(
      draft: FormValues,
      settings: FormValues,
    ): { readonly draft: FormValues; readonly label: string; readonly scope: string }
  }
  readonly regenerate?: Issue<Api_, RemoteRef>
  readonly update?: (api: Api_, key: RemoteKey, draft: FormValues) => Promise<Told>
  readonly setEnabled?: (api: Api_, key: RemoteRef, enabled: boolean) => Promise<Told>
  readonly revoke?: (api: Api_, key: RemoteRef) => Promise<DeletionAnswer>
  /**
   * The draft of a key like `key` that may live beside it: label, permissions, and validity of the same length from `now` on. It passes
   * `create.check`. Reads what it needs; with it, `create` and `revoke` make "replace with overlap".
   */
  readonly draftFromKey?: (api: Api_, key: RemoteKey, now: Instant) => Promise<FormValues>
  /** The same of a key that `draftFromKey` could not read though it may be there: from a list, else from what `key` tells. */
  readonly draftFromRow?: (api: Api_, key: RemoteKey) => Promise<FormValues>
  /**
   * Whether the secret that `api` was opened with authenticates, by one call that changes nothing. Only where every key can make that
   * call, or where a refusal tells an unknown key apart from one that may not.
   */
  readonly verify?: (api: Api_, signal?: AbortSignal) => Promise<boolean>
  /**
   * The form of this provider's secrets: every whole one in `text`, which may be cut or damaged, and may hold other things. Masks and
   * parts are left out. Pure. Used on sealed responses that could not be understood.
   */
  readonly secretsIn: (text: string) => readonly string[]
  /** How a key is used there, for "copy as". Pure. Missing: it is sent in no header. */
  readonly use?: {
    /** `secret` is trimmed and fit for a header. */
    readonly header: (secret: string) => { readonly name: string; readonly value: string }
    /** `undefined`: nobody knows where this key is used. `settings` are the account's. */
    readonly request?: (settings: FormValues, key: Pick<RemoteKey, 'facts'>) => KeyRequest | undefined
  }
  readonly permissions?: (api: Api_, signal?: AbortSignal) => Promise<readonly Permission[]>
  readonly permissionTargets?: (
    api: Api_,
    permission: string,
    term: string,
  ) => Promise<readonly { readonly type: string; readonly id: string; readonly label: string }[]>
}

export interface Providers {
  /** The catalogue as data, sorted by name. */
  readonly metadata: readonly ProviderMetadata[]
  /** Throws Failure `not-found`/`provider`. */
  find(id: string): Provider
  /** Where an account's calls go and whom they trust: origins, and the CA file. Settings that add one need the credential anew. */
  destinations(provider: string, settings: FormValues): readonly string[]
  /** The origins among them that are not the provider's own: those that somebody typed. */
  strangers(provider: string, settings: FormValues): readonly string[]
  /** Opens an account for calls. The credential is copied; `close` wipes the copy. Reads the account's CA file. */
  open(provider: string, settings: FormValues, credential: Secret): Promise<Api>
}
