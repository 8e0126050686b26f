/** Every way a call can fail, as data that may cross to the page, and the one class that carries it inside main. */

/** Epoch milliseconds, UTC. */
type Instant = number

/**
 * What is known about a provider call that did not succeed.
 *
 * - `not-sent`: it failed before a byte of the request left; nothing has changed.
 * - `refused`: the provider sent a complete refusal in its own format; nothing has changed.
 * - `unknown`: the provider may have acted.
 */
export type CallOutcome = 'not-sent' | 'refused' | 'unknown'

export type ProviderTrouble =
  | 'unauthorized'
  | 'forbidden'
  | 'not-on-access-list' // this machine's address may not use the credential
  | 'not-a-member' // the credential does not belong to the project that it was used for
  | 'not-found'
  | 'not-yet-shown' // it shows what is new only after a while, and this is new
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
  | 'secret-as-id' // what should be a key's id holds its secret; an id is stored openly
  | 'tls'
  | 'proxy'
  | 'offline'

export type KeychainTrouble =
  | 'locked' // exists, but asks for a password first
  | 'no-keyring' // a service answers, and has nothing to keep a secret in
  | 'absent' // no keychain service answers at all
  | 'restarted' // it was started again, and this program is still connected to the one before
  | 'replaced' // another one has taken its place meanwhile
  | 'dismissed' // the user closed the system's prompt
  | 'unanswered' // nobody answered the system's prompt in time
  | 'changed' // another backend answers than the one that wrote the entry
  | 'no-entry' // unlocked, and nothing under that name
  | 'refused' // the keychain refused (denied, full, broken)
  | 'hung' // no answer within the deadline; no other call starts until the stuck one returns
  | 'mismatch' // reading back gave something else than was written
  | 'damaged' // there is an entry, and it cannot be opened
  | 'disk-full' // no room for the entry

/** Of the sealed vault's own file; its entries fail as those of a keychain do. */
export type SealedVaultTrouble =
  | 'wrong-passphrase'
  | 'damaged' // cut, changed, or missing beside entries
  | 'newer' // written by a later version
  | 'missing' // there is none
  | 'exists' // there is one already
  | 'disk-full'
  | 'refused' // the system refused to read or write it
  | 'in-use' // secrets are kept in the other place already; they can be moved
  | 'moving' // a move between the two is running

export type VaultTrouble =
  | 'damaged'
  | 'newer'
  | 'foreign' // a file that is not ours
  | 'in-use' // another process holds it
  | 'unreadable'
  | 'read-only'
  | 'missing' // the file is missing, although backups or sealed responses are stored beside its path
  | 'disk-full'

export type LockTrouble =
  | 'wrong' // not the passphrase
  | 'wait' // too many wrong ones; see `retryAt`
  | 'off' // there is no lock
  | 'set' // there is one already
  | 'not-proved' // the system did not identify the user
  | 'not-due' // the wait for its removal is not over

export type SecretTrouble =
  | 'empty'
  | 'contains-nul'
  | 'too-long'
  | 'unchanged' // a "new" one that its key has or had already
  | 'known' // a "new" one that another key or an account has
  | 'clipboard-empty'
  | 'own-copy' // what Keyhold itself has put on the clipboard
  | 'no-header'
  | 'no-line' // no spelling of it is read back the same by every reader of that file

export type ClipboardTrouble =
  | 'refused' // the system refused
  | 'not-kept' // the system accepted the text, but no other program finds it on the clipboard
  | 'not-cleared' // it still holds a secret of ours
  | 'no-tool' // no window of ours is in front, and nothing is installed that could copy without one

/** Why a file of another program could not be read for an import, or be changed after it. */
export type ImportTrouble =
  | 'empty'
  | 'too-large' // more than Keyhold reads of one file
  | 'too-many' // more entries than Keyhold takes of one file
  | 'too-many-files' // more files, or more bytes in all of them, than Keyhold reads at once
  | 'expands' // larger than Keyhold reads once it is decompressed, or once each entry has the texts that entries share
  | 'too-deep' // nested deeper than any such file
  | 'entities' // XML with a document type of its own, which can read other files or grow without end
  | 'costly' // its passphrase takes more memory or time than such a file needs
  | 'not-text' // neither UTF-8 nor UTF-16 with its mark, or with NUL in it
  | 'damaged' // cut short, or not what its format says
  | 'not-understood' // whole, but without the parts that this format has
  | 'unknown-format' // of no program that Keyhold knows
  | 'unsupported' // a form of the format that only its own program opens
  | 'passphrase-needed'
  | 'wrong-passphrase'
  | 'unreadable' // the file or its folder cannot be opened
  | 'no-program' // `gpg` is needed, and is not installed
  | 'file-changed' // after the import: the file is not the one that was read
  | 'not-stored' // after the import: a secret of the file is not in Keyhold, or cannot be read back
  | 'no-trash' // after the import: the system did not move the file to its trash

/** What bounds a page that asks too much, whoever makes it ask. */
export type LimitTrouble =
  | 'no-gesture' // nobody has pressed anything in a window of ours just now
  | 'too-often' // more of it in a minute than a person sets off
  | 'dialog-open' // one dialog of the system at a time
  | 'too-many-calls' // as many as may wait for their answer are waiting
  | 'too-large' // a call of this size is none of the page's

/** Why a backup could not be made, or a file could not be read as one. */
export type BackupTrouble =
  | 'not-a-backup' // no age file, or one with something else in it
  | 'newer' // written by a later format than this program knows
  | 'damaged' // cut short or changed
  | 'too-large'
  | 'needs-passphrase' // it was encrypted with one, and an identity was given
  | 'needs-identity' // it was encrypted for recipients, and a passphrase was given
  | 'wrong-passphrase'
  | 'wrong-identity' // none of the identities is one of its recipients
  | 'bad-identity' // the text is no identity of age
  | 'no-recipient' // a text is no recipient of age, or there is none
  | 'unreadable' // the file or its folder cannot be read
  | 'folder-gone' // the folder for backups is not there
  | 'not-verified' // what was written could not be read back as it was
  | 'busy' // another backup or restore is running
  | 'ended' // the dry run is over: the file has to be opened again

/** Why heavy work on a thread of its own (encryption, parsing of files) ended without a result. */
export type WorkTrouble =
  | 'cancelled'
  | 'too-large' // it needs more memory than one task may have
  | 'stopped' // its thread ended before the work did

/** Why a program that asked over the command line did not get what it asked for. */
export type ApprovalTrouble =
  | 'denied' // the person said no, now or earlier
  | 'timed-out' // nobody answered the card
  | 'no-screen' // there is no window to ask in

/** Why something could not be done with the description of a provider. */
export type DescriptionTrouble =
  | 'unreadable' // its document cannot be understood any more
  | 'not-reviewed' // its list has not been reviewed as the description reads it now
  | 'empty-list' // its list had no key to compare

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
  /** What is wrong with the certificate that the provider, or the proxy before it, has shown. */
  readonly certificate?: 'not-yet-valid' | 'expired' | 'other-host' | 'untrusted'
  /**
   * The proxy asks for a sign-in (407). `needed`: none is known here; `refused`: it does not accept the one that is; `unsupported`: it offers
   * no way that Keyhold knows; `unreadable`: the password is in the keychain, which did not give it.
   */
  readonly signIn?: 'needed' | 'refused' | 'unsupported' | 'unreadable'
  /** The provider's own sentence: secrets scrubbed, control characters dropped, at most 300 characters. */
  readonly words?: string
}

/** Carries no secret, no path and no stack; `renderer/messages/errors.ts` has the sentence for each. */
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
  /** `until`: the answer to the last request was lost, and it may still arrive until then. */
  | { readonly kind: 'busy'; readonly act: Action; readonly until?: Instant }
  | { readonly kind: 'unsupported'; readonly act: Action }
  | { readonly kind: 'own-credential'; readonly account: string }
  | { readonly kind: 'name-mismatch' }
  | { readonly kind: 'secret'; readonly why: SecretTrouble }
  | { readonly kind: 'secret-missing' }
  | { readonly kind: 'keychain'; readonly why: KeychainTrouble; readonly backend?: string }
  | ProviderError
  /**
   * A new key lacks some of what its creation asked for; its secret is safe. `lacks`: each part as a noun phrase ("the access list 10.0.0.0/8"),
   * empty if it is not known. `reason`: the failure of the last call.
   */
  | { readonly kind: 'incomplete'; readonly lacks: readonly string[]; readonly reason: AppError }
  | { readonly kind: 'vault'; readonly why: VaultTrouble }
  /** The vault was closed while the call waited. */
  | { readonly kind: 'closed' }
  /** `host` with its port. `unconfirmed`: the person has not been asked yet; `refused`: the person refused. Nothing was sent to that host. */
  | { readonly kind: 'host'; readonly why: 'unconfirmed' | 'refused'; readonly host: string }
  | { readonly kind: 'limit'; readonly why: LimitTrouble }
  /** The app is locked: nothing but the lock's own calls is answered. */
  | { readonly kind: 'locked' }
  /** `retryAt`: no try before that instant. */
  | { readonly kind: 'lock'; readonly why: LockTrouble; readonly retryAt?: Instant }
  | { readonly kind: 'sealed-vault'; readonly why: SealedVaultTrouble }
  | { readonly kind: 'clipboard'; readonly why: ClipboardTrouble }
  | { readonly kind: 'approval'; readonly why: ApprovalTrouble }
  | { readonly kind: 'work'; readonly why: WorkTrouble }
  | { readonly kind: 'backup'; readonly why: BackupTrouble }
  | { readonly kind: 'description'; readonly why: DescriptionTrouble }
  /** The accounts that use the description, by name. */
  | { readonly kind: 'description'; readonly why: 'in-use'; readonly accounts: readonly string[] }
  /** A file that the user asked for could not be written. */
  | { readonly kind: 'file'; readonly why: 'disk-full' | 'no-folder' | 'refused' }
  /** `line`: where a text file is damaged, from 1. */
  | { readonly kind: 'import'; readonly why: ImportTrouble; readonly line?: number }
  | { readonly kind: 'unexpected'; readonly ticket: string }

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

/** Thrown anywhere in the core; becomes a {@link Result} at the gate. */
export class Failure extends Error {
  readonly error: AppError

  constructor(error: AppError, options?: ErrorOptions) {
    super(error.kind, options)
    this.name = 'Failure'
    this.error = error
  }
}

/** Compile-time proof that a union has been handled in full. */
export function never(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
