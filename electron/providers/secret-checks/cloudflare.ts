/** Cloudflare about an API token of a user: whether it is active, and until when. */
import { readError } from '../cloudflare/envelope.ts'
import { readSelf } from '../cloudflare/own-token.ts'
import { BASE } from '../cloudflare/settings.ts'
import type { CallDefinition } from './definition.ts'

export const cloudflareCheck: CallDefinition = {
  service: 'Cloudflare',
  shapes: ['cloudflare-user'],
  address: new URL('/', BASE).href,
  hasOwnServers: false,
  base: (address) => new URL(new URL(BASE).pathname, address),
  path: ['user', 'tokens', 'verify'],
  headers: (secret) => ({ authorization: `Bearer ${secret}` }),
  read(answer) {
    const { works, expires } = readSelf(answer)
    return { works, expires }
  },
  readError,
  source: 'https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/',
}
