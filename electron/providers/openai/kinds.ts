/** OpenAI's three kinds of keys. A kind is a scope of the account, and decides which calls a key has. */

/** Keys of the organization, which manage it. */
export const ADMIN = 'admin'
/** Keys that people made for themselves in a project. */
export const PROJECT = 'project'
/** Keys of the service accounts of a project. */
export const SERVICE = 'service'

export const SCOPES = [ADMIN, PROJECT, SERVICE] as const
export type Scope = (typeof SCOPES)[number]

/** The choices of what to create. A service account can have several keys. */
export const NEW_ADMIN_KEY = 'admin-key'
export const NEW_SERVICE_ACCOUNT = 'service-account'
export const NEW_SERVICE_KEY = 'service-account-key'
