/** Questions that the user answers outside every page: a page can neither see them, nor answer them, nor word them. */

/** The actions that may need a press seen by the main process: see `core/consent/user-actions.ts`. */
export type UserAction = 'reveal' | 'open' | 'demo' | 'dialog' | 'approve' | 'describe' | 'files'

/**
 * - `send`: calls to these hosts, with the credential of an account of `provider`, or with the secret of a manual key that this service issued.
 * - `open`: the browser opens an address that the user typed, or that an attacker who controls a page put there.
 * - `backups`: from now on the recipients can open every backup that lands in the folder.
 * - `backup`: every secret goes into this file, because a program asked for it on the command line. Without recipients, a passphrase opens it.
 * - `export`: so many secrets go into a file for another program, which opens it by a passphrase or, not encrypted, at once. `path` is there if a
 *   program asked for it on the command line; otherwise the user chooses it next.
 * - `restore`: so many keys get another current secret, out of a file that a program named on the command line.
 * - `action`: a press that assistive technology may have made, which leaves no trace in the main process.
 *
 * SECURITY: the only text from a page is hosts and addresses as the URL parser wrote them, and a folder and recipients, which are checked after. From
 * a program come a path, recipients, which are checked before, and its own name (`program`), cut and without control characters. `provider` is the
 * catalogue's name, or, if `isDescribed`, one line that the user chose, perhaps the name of another provider.
 */
export type Question =
  | {
      readonly about: 'send'
      readonly provider: string
      readonly hosts: readonly string[]
      readonly isDescribed?: true
    }
  | { readonly about: 'open'; readonly host: string; readonly address: string }
  | { readonly about: 'backups'; readonly folder: string; readonly recipients: readonly string[] }
  | {
      readonly about: 'backup'
      readonly path: string
      readonly recipients: readonly string[]
      readonly program: string | undefined
    }
  | {
      readonly about: 'export'
      readonly secrets: number
      readonly isEncrypted: boolean
      readonly path: string | undefined
      readonly program: string | undefined
    }
  | { readonly about: 'restore'; readonly keys: number; readonly program: string | undefined }
  | { readonly about: 'action'; readonly action: UserAction }

export interface ConfirmationPort {
  /** Whether the user agrees. Closing the question is a refusal. */
  confirm(question: Question): Promise<boolean>
}
