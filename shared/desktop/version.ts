/** The program's version, as in package.json: the page has no other way to know it. A test holds the two together. */
export const VERSION = '0.1.0'
