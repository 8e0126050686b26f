/** Sentences about errors that the window and the command line share. */

/** Quotes a provider's own words, which may already end with a full stop. They are untrusted text. */
export const quoteProvider = (words: string): string =>
  `It says: “${words}”${/[.!?…]$/u.test(words) ? '' : '.'}`
