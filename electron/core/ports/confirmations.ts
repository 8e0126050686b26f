/** Questions that the person answers outside every page: a page can neither see them, nor answer them, nor word them. */

/** What may need a press that main has seen: see `core/consent/user-acts.ts`. */
export type UserAct = 'reveal' | 'open' | 'dialog'

/**
 * - `send`: calls to these hosts, with what an account of `provider` signs in with.
 * - `open`: the browser opens an address that was typed in, or put there by whoever controls a page.
 * - `act`: a press that assistive technology may have made, which leaves no trace in main.
 *
 * SECURITY: no text that a page chose goes in besides hosts and addresses as the URL parser wrote them. `provider` is the catalogue's name.
 */
export type Question =
  | { readonly about: 'send'; readonly provider: string; readonly hosts: readonly string[] }
  | { readonly about: 'open'; readonly host: string; readonly address: string }
  | { readonly about: 'act'; readonly act: UserAct }

export interface ConfirmationPort {
  /** Whether the person says yes. Closing the question is a no. */
  confirm(question: Question): Promise<boolean>
}
