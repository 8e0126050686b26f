/** The name that users see. Recorded with every version whose secret is in the sealed vault. */
export const SEALED_VAULT = 'Sealed vault'
