/** Limits that the contract, the vault and the page share. Separate from the schemas, which the page does not load. */

/** For one key. A key with more tags could not be edited again, because an edit contains all of them. */
export const MOST_TAGS = 50
/** For a name or a tag, in characters as people count them. No screen cuts longer names, and every list has room for them. */
export const LONGEST_NAME = 200

/** Limits for the user's notes about a key, and for the address of a key's page, in UTF-16 units. */
export const LONGEST_NOTES = 20_000
export const LONGEST_LINK = 2_000

/** The number of keys in one queue of replacements. */
export const MOST_REPLACED = 1_000

/** The most keys in one copy as `.env`: more than any real file has. */
export const MOST_COPIED = 200
