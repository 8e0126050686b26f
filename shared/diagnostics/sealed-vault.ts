/** The name that people read, and that is recorded with every version whose secret is in the sealed vault. */
export const SEALED_VAULT = 'Sealed vault'
