/** The shape of the message for a failure, and the context that the message depends on. */

export interface Sentence {
  /** What happened, in a few words and without a full stop. */
  readonly title: string
  /** What is known about it, in one or two sentences. */
  readonly detail: string
  /** The next step, if there is one. */
  readonly action?: string
}

export interface ErrorContext {
  /** The provider's name, if the failure came from a provider. */
  readonly provider?: string | undefined
  /** Epoch milliseconds; used to convert a retry time into the time left. */
  readonly now?: number | undefined
  /** Whether the failure ended a connection test. A test changes nothing at the provider, and the account is saved only if the test succeeds. */
  readonly isTest?: boolean
}
