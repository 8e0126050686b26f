/** What an import shows and reports. Free of secrets. */

/** Why a row of a file becomes no key. */
export const SKIP_REASONS = [
  'empty', // it has no value
  'reference', // it only names a secret that is kept elsewhere
  'temporary', // its secret ends within hours, such as an AWS session
  'no-secret', // an item without a password or hidden field
  'contains-nul',
  'not-text',
  'too-long',
  'not-understood', // a line outside the rules of its format
  'in-bin', // deleted in the program that wrote the file
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]
