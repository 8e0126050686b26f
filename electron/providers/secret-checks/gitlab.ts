/** GitLab about an access token of a user, a project or a group: the token's own record. */
import { readError } from '../gitlab/errors.ts'
import { isLive, RawToken } from '../gitlab/tokens.ts'
import { readAnswer } from '../json.ts'
import { readEnd } from '../times.ts'
import type { CallDefinition } from './definition.ts'

/** The number of the token does not matter here. */
const Token = RawToken.partial({ id: true })

export const gitlabCheck: CallDefinition = {
  service: 'GitLab',
  shapes: ['gitlab-access'],
  address: 'https://gitlab.com/',
  hasOwnServers: true,
  base: (address) => new URL('api/v4/', address),
  path: ['personal_access_tokens', 'self'],
  headers: (secret) => ({ 'private-token': secret }),
  read(answer) {
    const token = readAnswer(Token, answer)
    // A date: the token stops working at 00:00 UTC of that day.
    return {
      works: isLive(token),
      label: token.name ?? undefined,
      scopes: token.scopes ?? undefined,
      expires: token.expires_at === undefined ? undefined : readEnd(token.expires_at),
    }
  },
  readError,
  source: 'https://docs.gitlab.com/api/personal_access_tokens/',
}
