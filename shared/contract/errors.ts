/** Every way in which a call can fail: as data that may cross to the page, and the one class that carries the data inside main. */

/** Epoch milliseconds, UTC. */
type Instant = number

/**
 * What is known about a provider call that did not succeed.
 *
 * - `not-sent`: the call failed before any byte of the request was sent; nothing has changed.
 * - `refused`: the provider sent a complete refusal in its own format; nothing has changed.
 * - `unknown`: the provider may have acted.
 */
export type CallOutcome = 'not-sent' | 'refused' | 'unknown'

export type ProviderTrouble =
  | 'unauthorized'
  | 'forbidden'
  | 'not-on-access-list' // the credential may not be used from this machine's address
  | 'not-a-member' // the credential does not belong to the project that it was used for
  | 'not-found'
  | 'not-yet-shown' // a new key may be missing, because the provider shows it only after a while
  | 'rate-limited'
  | 'invalid'
  | 'conflict'
  | 'unavailable'
  | 'timeout'
  | 'cancelled'
  | 'cut-off'
  | 'redirected'
  | 'too-large'
  | 'not-understood'
  | 'masked-secret'
  | 'secret-as-id' // the field for a key's id holds its secret, and ids are stored in plain text
  | 'tls'
  | 'proxy'
  | 'offline'

export type KeychainTrouble =
  | 'locked' // the keychain exists, but asks for a password first
  | 'no-keyring' // a service answers, but has no keyring to store a secret in
  | 'absent' // no keychain service answers at all
  | 'restarted' // the service was restarted, and this program is still connected to the earlier one
  | 'replaced' // another service has taken its place
  | 'dismissed' // the user closed the system's prompt
  | 'unanswered' // nobody answered the system's prompt in time
  | 'changed' // the backend that answers is not the one that wrote the entry
  | 'no-entry' // the keychain is unlocked, but has no entry of that name
  | 'refused' // the keychain refused (denied, full, broken)
  | 'hung' // no answer within the deadline; no other call starts until the stuck one returns
  | 'mismatch' // the read-back value differs from the written one
  | 'damaged' // the entry exists, but cannot be opened
  | 'disk-full' // no room for the entry

/** Failures of the sealed vault's own file. Its entries fail like those of a keychain. */
export type SealedVaultTrouble =
  | 'wrong-passphrase'
  | 'damaged' // cut short, changed, or missing although entries exist
  | 'newer' // written by a later version of Keyhold
  | 'missing' // there is no sealed vault
  | 'exists' // a sealed vault exists already
  | 'disk-full'
  | 'refused' // the system refused to read or write it
  | 'in-use' // the other place already holds secrets, which can be moved
  | 'moving' // a move between the two is running

export type VaultTrouble =
  | 'damaged'
  | 'newer'
  | 'foreign' // a file that Keyhold did not write
  | 'in-use' // another process holds it
  | 'unreadable'
  | 'read-only'
  | 'missing' // the file is missing, although backups or sealed responses are stored beside its path
  | 'disk-full'

export type LockTrouble =
  | 'wrong' // not the right passphrase
  | 'wait' // too many wrong ones; see `retryAt`
  | 'off' // no lock is set
  | 'set' // a lock is set already
  | 'not-proved' // the system did not identify the user
  | 'not-due' // the wait for its removal is not over

export type SecretTrouble =
  | 'empty'
  | 'contains-nul'
  | 'too-long'
  | 'unchanged' // the pasted secret is or was a secret of the same key
  | 'known' // the pasted secret belongs to another key or to an account
  | 'clipboard-empty'
  | 'own-copy' // Keyhold itself put the text on the clipboard
  | 'no-header'
  | 'no-line' // no spelling of the secret is read back unchanged by every program that reads such files

export type ClipboardTrouble =
  | 'refused' // the system refused
  | 'not-kept' // the system accepted the text, but no other program finds it on the clipboard
  | 'not-cleared' // the clipboard still holds a secret that Keyhold copied
  | 'no-tool' // no window of Keyhold is in front, and no installed program could copy without one

/** Why a file of another program could not be read for an import, or could not be changed after it. */
export type ImportTrouble =
  | 'empty'
  | 'too-large' // larger than Keyhold reads from one file
  | 'too-many' // more entries than Keyhold reads from one file
  | 'too-many-files' // more files, or more bytes in total, than Keyhold reads at once
  | 'expands' // too large after decompression, or after each entry got the texts that entries share
  | 'too-deep' // nested deeper than any real file
  | 'entities' // XML with its own document type, which could read other files or expand without end
  | 'costly' // deriving the key from the passphrase takes more memory or time than Keyhold allows
  | 'not-text' // neither UTF-8 nor UTF-16 with a byte order mark, or contains NUL
  | 'damaged' // cut short, or breaks the rules of its format
  | 'not-understood' // complete, but without the parts that this format requires
  | 'unknown-format' // not from a program that Keyhold knows
  | 'unsupported' // a form of the format that only its own program can open
  | 'passphrase-needed'
  | 'wrong-passphrase'
  | 'unreadable' // the file or its folder cannot be opened
  | 'no-program' // needs `gpg`, which is not installed
  | 'file-changed' // after the import: the file has changed since it was read
  | 'not-stored' // after the import: a secret of the file is not in Keyhold, or cannot be read back
  | 'no-trash' // after the import: the system did not move the file to its trash

/** Limits against a page that asks too much, for whatever reason. */
export type LimitTrouble =
  | 'no-gesture' // the user has not just pressed anything in a Keyhold window
  | 'too-often' // more such calls in a minute than a person makes
  | 'dialog-open' // another dialog of the system is open
  | 'too-many-calls' // too many calls already wait for an answer
  | 'too-large' // larger than any call of the page

/** Why a backup could not be made, or a file could not be read as one. */
export type BackupTrouble =
  | 'not-a-backup' // no age file, or one with other content
  | 'newer' // written in a later format than this program knows
  | 'damaged' // cut short or changed
  | 'too-large'
  | 'needs-passphrase' // encrypted with a passphrase, but an identity was given
  | 'needs-identity' // encrypted for recipients, but a passphrase was given
  | 'wrong-passphrase'
  | 'wrong-identity' // the backup is not encrypted for any of these identities
  | 'bad-identity' // the text is not an age identity
  | 'no-recipient' // a text is not an age recipient, or there is none
  | 'unreadable' // the file or its folder cannot be read
  | 'folder-gone' // the folder for backups does not exist
  | 'not-verified' // the written backup could not be read back unchanged
  | 'busy' // another backup or restore is running
  | 'ended' // the dry run is over, and the file must be opened again

/** Why heavy work in a worker (encryption, parsing of files) ended without a result. */
export type WorkTrouble =
  | 'cancelled'
  | 'too-large' // needs more memory than one task may use
  | 'stopped' // the worker ended before its work did

/** Why a program did not get what it requested over the command line. */
export type ApprovalTrouble =
  | 'denied' // the user denied the request, now or earlier
  | 'timed-out' // nobody answered the card
  | 'no-screen' // there is no window to show the card in

/** Why an action on the description of a provider failed. */
export type DescriptionTrouble =
  | 'unreadable' // the document can no longer be understood
  | 'not-reviewed' // the list was not reviewed with the present description
  | 'empty-list' // the list had no key to compare

export type Action =
  | 'sync'
  | 'create'
  | 'edit'
  | 'switch'
  | 'regenerate'
  | 'replace'
  | 'retire'
  | 'roll-back'
  | 'verify'
  | 'revoke'
  | 'delete'
  | 'remove-account'
  | 'add'

export interface ProviderError {
  readonly kind: 'provider'
  readonly why: ProviderTrouble
  readonly outcome: CallOutcome
  readonly status?: number
  /** When the provider allows the next try (429, 503), if it says so. */
  readonly retryAt?: Instant
  /** The problem with the certificate that the provider, or the proxy before it, presented. */
  readonly certificate?: 'not-yet-valid' | 'expired' | 'other-host' | 'untrusted'
  /**
   * The proxy requires a sign-in (407). `needed`: Keyhold has no sign-in for it. `refused`: the proxy refused Keyhold's sign-in. `unsupported`:
   * Keyhold supports none of the offered methods. `unreadable`: the keychain did not return the password.
   */
  readonly signIn?: 'needed' | 'refused' | 'unsupported' | 'unreadable'
  /** The provider's own error text: secrets scrubbed, control characters dropped, at most 300 characters. */
  readonly words?: string
}

/** Carries no secret, no path and no stack. `renderer/messages/errors.ts` words each one. */
export type AppError =
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'bad-request'; readonly call: string }
  | {
      readonly kind: 'invalid'
      readonly field: string
      readonly why:
        | 'required'
        | 'malformed'
        | 'too-long'
        | 'too-short'
        | 'too-simple'
        | 'not-https'
        | 'unknown-choice'
        | 'in-the-past'
        | 'unreadable-file'
        | 'no-certificate'
        | 'damaged-certificate'
        | 'key-store'
    }
  | {
      readonly kind: 'not-found'
      readonly what:
        | 'account'
        | 'key'
        | 'version'
        | 'operation'
        | 'provider'
        | 'backup'
        | 'link'
        | 'form'
        | 'entry'
        | 'approval' // the card's request has ended
    }
  /** `until`: the response to the last request was lost, and the request may still take effect until then. */
  | { readonly kind: 'busy'; readonly act: Action; readonly until?: Instant }
  | { readonly kind: 'unsupported'; readonly act: Action }
  | { readonly kind: 'own-credential'; readonly account: string }
  | { readonly kind: 'name-mismatch' }
  | { readonly kind: 'secret'; readonly why: SecretTrouble }
  | { readonly kind: 'secret-missing' }
  | { readonly kind: 'keychain'; readonly why: KeychainTrouble; readonly backend?: string }
  | ProviderError
  /**
   * A new key lacks a part that its creation requested; its secret is safe. `lacks`: each missing part as a noun phrase ("the access list
   * 10.0.0.0/8"), empty if unknown. `reason`: the failure of the last call.
   */
  | { readonly kind: 'incomplete'; readonly lacks: readonly string[]; readonly reason: AppError }
  | { readonly kind: 'vault'; readonly why: VaultTrouble }
  /** The vault was closed while the call waited. */
  | { readonly kind: 'closed' }
  /** `host` includes its port. `unconfirmed`: the user has not been asked yet. `refused`: the user refused. Nothing was sent to that host. */
  | { readonly kind: 'host'; readonly why: 'unconfirmed' | 'refused'; readonly host: string }
  | { readonly kind: 'limit'; readonly why: LimitTrouble }
  /** The app is locked: only the lock's own calls are answered. */
  | { readonly kind: 'locked' }
  /** `retryAt`: no attempt is allowed before that instant. */
  | { readonly kind: 'lock'; readonly why: LockTrouble; readonly retryAt?: Instant }
  | { readonly kind: 'sealed-vault'; readonly why: SealedVaultTrouble }
  | { readonly kind: 'clipboard'; readonly why: ClipboardTrouble }
  | { readonly kind: 'approval'; readonly why: ApprovalTrouble }
  | { readonly kind: 'work'; readonly why: WorkTrouble }
  | { readonly kind: 'backup'; readonly why: BackupTrouble }
  | { readonly kind: 'description'; readonly why: DescriptionTrouble }
  /** The names of the accounts that use the description. */
  | { readonly kind: 'description'; readonly why: 'in-use'; readonly accounts: readonly string[] }
  /** A file that the user chose could not be written. */
  | { readonly kind: 'file'; readonly why: 'disk-full' | 'no-folder' | 'refused' }
  /** `line`: the damaged line of a text file, from 1. */
  | { readonly kind: 'import'; readonly why: ImportTrouble; readonly line?: number }
  | { readonly kind: 'unexpected'; readonly ticket: string }

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

/** Thrown anywhere in the core; the gate turns it into a {@link Result}. */
export class Failure extends Error {
  readonly error: AppError

  constructor(error: AppError, options?: ErrorOptions) {
    super(error.kind, options)
    this.name = 'Failure'
    this.error = error
  }
}

/** Proves at compile time that a `switch` handles a whole union. */
export function never(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
