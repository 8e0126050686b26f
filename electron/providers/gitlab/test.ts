/** Tests whose token the credential is, which scopes it has, and which places it can see. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { isRefusal } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { askSelf } from './calls.ts'
import { askUserName, isBot, mayRead, probePlace } from './list.ts'
import { obstacleOf, quoted } from './obstacles.ts'
import { PERSONAL, placeOf, scopesOf, namePlace } from './places.ts'
import { readToken, type RawToken } from './tokens.ts'

type May = TestReport['may']
type Allowed = May[number]['allowed']

/** Throws Failure `provider` if the credential does not work at all. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const self = await askUnlessForbidden(api, signal)
  if ('obstacle' in self)
    return { who: 'A token', may: [{ action: 'List tokens', allowed: 'no' }], warnings: [self.obstacle] }
  const { token, date } = self
  const userName = mayAskName(token) ? await askUserName(api, signal) : undefined
  const places = await probePlaces(api, token, signal)
  const end = readToken(token, PERSONAL).expires?.at
  const skewMs = clockSkew(api.now(), date)
  return {
    who: whoIs(token, userName),
    may: [...rightsOf(token, isBot(userName), places.length > 0), ...places.map(mayList)],
    ...(end === undefined ? {} : { credentialExpiresAt: end }),
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: [...scopeWarnings(token), ...places.flatMap(({ obstacle }) => obstacle ?? [])],
  }
}

async function askUnlessForbidden(api: HttpApi, signal: AbortSignal | undefined) {
  try {
    return await askSelf(api, signal)
  } catch (error) {
    if (!isRefusal(error, 'forbidden')) throw error
    return { obstacle: `GitLab doesn’t let this token in.${quoted(error)}` }
  }
}

interface Probed {
  readonly scope: string
  /** `undefined`: the place can be listed. */
  readonly obstacle: string | undefined
}

/** A token that may not list anything is not asked for each place. */
async function probePlaces(api: HttpApi, token: RawToken, signal: AbortSignal | undefined) {
  const probed: Probed[] = []
  if (!mayRead(token)) return probed
  for (const scope of scopesOf(api.settings).filter((one) => one !== PERSONAL))
    try {
      await probePlace(api, scope, signal)
      probed.push({ scope, obstacle: undefined })
    } catch (error) {
      const obstacle = obstacleOf(error, scope)
      if (obstacle === undefined) throw error
      probed.push({ scope, obstacle })
    }
  return probed
}

const mayList = ({ scope, obstacle }: Probed): May[number] => ({
  action: `List the tokens of ${namePlace(placeOf(scope))}`,
  allowed: obstacle === undefined ? 'yes' : 'no',
})

function rightsOf(token: RawToken, isOfBot: boolean, hasPlaces: boolean): May {
  const list = allowedBy(token, ['api', 'read_api'])
  const change = allowedBy(token, ['api'])
  // Only a call with effects would show whether the user's role and the group's settings allow it.
  const create = change === 'yes' && !isOfBot ? 'unknown' : isOfBot ? 'no' : change
  return [
    { action: 'List the personal tokens', allowed: list },
    { action: 'Rotate this token', allowed: allowedBy(token, ['api', 'self_rotate']) },
    { action: 'Rotate and revoke other tokens', allowed: change },
    ...(hasPlaces ? [{ action: 'Create project and group tokens', allowed: create }] : []),
  ]
}

/** What the scopes allow. A fine-grained token has no such scopes. */
function allowedBy({ scopes }: RawToken, needed: readonly string[]): Allowed {
  if (scopes === null || scopes === undefined || scopes.includes('granular')) return 'unknown'
  return needed.some((scope) => scopes.includes(scope)) ? 'yes' : 'no'
}

const mayAskName = (token: RawToken): boolean =>
  mayRead(token) || token.scopes?.includes('read_user') === true

function scopeWarnings(token: RawToken): readonly string[] {
  if (allowedBy(token, ['api']) !== 'no') return []
  const rest = mayRead(token)
    ? 'Keyhold can list tokens with it, and change none'
    : 'Keyhold can’t list tokens with it'
  return [`This token lacks the scope “api”. ${rest}. Tick “api” when you make the token.`]
}

function whoIs({ name }: RawToken, userName: string | undefined): string {
  const token = name === null || name === undefined || name === '' ? 'A token' : `The token “${name}”`
  return userName === undefined ? token : `${token} of ${userName}`
}
