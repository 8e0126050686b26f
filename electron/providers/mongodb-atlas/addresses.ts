/** How a key is addressed: a secret by its service account and its own id, an API key by its id and its public key, which signs. */

export const addressOfKey = (first: string, second: string): string => `${first}/${second}`

/** Of a secret the client ID and the secret's id; of an API key its id and its public key. */
export function partsOf(remoteId: string): { readonly first: string; readonly second: string } {
  const at = remoteId.indexOf('/')
  return at < 0
    ? { first: remoteId, second: '' }
    : { first: remoteId.slice(0, at), second: remoteId.slice(at + 1) }
}
