/** Limits that the contract, the rules and the page share. Apart from the schemas, which the page does not load. */

/** Of one key. With more it could not be edited again, since an edit names them all. */
export const MOST_TAGS = 50
/** Of a name or a tag, in characters as people count them. Longer ones are cut by no screen and fit every list. */
export const LONGEST_NAME = 200

/** Keys in one queue of replacements. */
export const MOST_REPLACED = 1_000

/** Keys in one copy as `.env`: more than any file of one program has. */
export const MOST_COPIED = 200
