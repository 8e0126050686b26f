/** What a passphrase must have. Apart from the schemas, which the page does not load. */

/** In characters. Short ones are refused when the lock is set, not when it is opened. */
export const MIN_PASSPHRASE = 8
