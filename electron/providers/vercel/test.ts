/** Tests whose Vercel token it is and what it may do. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import type { RemoteKey } from '../../core/ports/provider.ts'
import { authenticates } from '../authenticates.ts'
import { isRefusal, unlessRefused, wordsOf } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { askCurrent, askPage, findOwn, type TokenPage } from './calls.ts'
import { teamsOf } from './tokens.ts'

/** Lists once, then asks about the token itself. Throws Failure `provider` if the token does not work at all. */
export async function testAccount(api: HttpApi, signal?: AbortSignal): Promise<TestReport> {
  const page = await unlessRefused(async () => askPage(api, undefined, signal), 'forbidden')
  const own = await findOwn(api, signal)
  const end = own?.expires?.at
  const skewMs = clockSkew(api.now(), page?.date)
  return {
    who: whoIs(own, page),
    may: [
      { action: 'List tokens', allowed: page === undefined ? 'no' : 'yes' },
      // Vercel may require another sign-in before it creates a token, and no call shows that.
      { action: 'Create and delete tokens', allowed: 'unknown' },
    ],
    ...(end === undefined ? {} : { credentialExpiresAt: end }),
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: warningsFor(own, page),
  }
}

/** Whether the token that `api` was opened with authenticates. One that is limited to a project or a team is refused with words about its scope. */
export async function verifySecret(api: HttpApi, signal?: AbortSignal): Promise<boolean> {
  return authenticates(
    async () => askCurrent(api, signal),
    (error) => isRefusal(error, 'forbidden') && /\b(scope|permissions?)\b/i.test(wordsOf(error)),
  )
}

function whoIs(own: RemoteKey | undefined, page: TokenPage | undefined): string {
  const token = own === undefined || own.label === '' ? 'A token' : `Token “${own.label}”`
  if (page === undefined) return token
  const { length } = page.tokens
  const more = page.next === undefined ? '' : ' or more'
  return `${token}, ${String(length)}${more} ${length === 1 ? 'token' : 'tokens'} visible`
}

const WANTED =
  'Make a token with the scope “Full Account” in Vercel, under Account Settings, Tokens. Vercel refuses the token of its own command, and tokens of a project.'

function warningsFor(own: RemoteKey | undefined, page: TokenPage | undefined): readonly string[] {
  const isLimited = own !== undefined && teamsOf(own).length > 0
  return [
    ...(page === undefined ? [`This token can’t list tokens. ${WANTED}`] : []),
    ...(page !== undefined && isLimited ? [`This token is limited to a team. ${WANTED}`] : []),
    ...(own?.leaked === undefined
      ? []
      : ['Vercel found this very token in public. Make another one, and delete this one.']),
    ...(page !== undefined && own === undefined
      ? ['Vercel doesn’t tell which token this credential is. Be careful not to delete it.']
      : []),
  ]
}
