/** Atlas's two kinds of programmatic keys. A kind is the beginning of a scope, and decides which calls a key has. */

/** A secret of a service account; with a project's ID after a colon, of one of that project. */
export const SECRET = 'secret'
/** An API key of the organization. */
export const API_KEY = 'api-key'
/** A choice of what to create only: a service account with its first secret. */
export const NEW_ACCOUNT = 'service-account'

export const kindOf = (scope: string): string => scope.split(':', 1)[0] ?? ''

export const secretScope = (project: string): string => (project === '' ? SECRET : `${SECRET}:${project}`)

/** The project of a scope; empty for the organization. */
export const projectOf = (scope: string): string => scope.split(':')[1] ?? ''
