/** What the page says of a failure, and what it has to know for that. */

export interface Sentence {
  /** What happened, in a few words and without a full stop. */
  readonly title: string
  /** What is known about it, in one or two sentences. */
  readonly detail: string
  /** The next step, where there is one. */
  readonly action?: string
}

export interface ErrorContext {
  /** The provider's name, where the failure came from one. */
  readonly provider?: string | undefined
  /** Epoch milliseconds; turns a "retry at" into a time left. */
  readonly now?: number | undefined
  /** A connection was tested, which changes nothing at the provider, and is saved only where it works. */
  readonly isTest?: boolean
}
