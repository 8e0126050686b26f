/** The paths of OpenAI's calls. */

export const ADMIN_KEYS = ['organization', 'admin_api_keys'] as const
export const PROJECTS = ['organization', 'projects'] as const
/** A call that every project key may try. */
export const MODELS = ['models'] as const

export const keysOf = (project: string): readonly string[] => [...PROJECTS, project, 'api_keys']
export const accountsOf = (project: string): readonly string[] => [...PROJECTS, project, 'service_accounts']
