/** Tests whom an IONOS token belongs to and what it can list, region by region. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { isRefusal, notUnderstood } from '../failure.ts'
import type { HttpApi } from '../http-client.ts'
import { clockSkew } from '../times.ts'
import { listPipelines } from './calls.ts'
import { regionLabel, scopesOf } from './regions.ts'
import { readToken, type TokenFacts } from './token.ts'

interface Visit {
  readonly scope: string
  readonly saw: TestReport['may'][number]['allowed']
  readonly count: number
  readonly date?: number | undefined
  readonly failure?: Failure
}

/**
 * Lists every region once. Throws Failure `provider` if the token does not work, or if no region can be reached; the report names a region that
 * refuses or does not answer. `privilege` is what a user needs for this service.
 */
export async function testAccount(
  api: HttpApi,
  privilege: string,
  signal?: AbortSignal,
): Promise<TestReport> {
  const visits: Visit[] = []
  for (const scope of scopesOf(api.settings)) visits.push(await visit(api, scope, signal))
  const silent = visits.filter(({ saw }) => saw === 'unknown')
  if (silent.length === visits.length) throw silent[0]?.failure ?? notUnderstood()
  const token = api.readCredential(readToken)
  const end = token.expiresAt
  const skewMs = clockSkew(api.now(), visits.find(({ date }) => date !== undefined)?.date)
  return {
    who: whoIs(token, visits),
    may: [
      ...visits.map(({ scope, saw }) => ({ action: `See pipelines in ${regionLabel(scope)}`, allowed: saw })),
      { action: 'Create, regenerate and delete', allowed: mayManage(token, privilege) },
    ],
    ...(end === undefined ? {} : { credentialExpiresAt: end }),
    ...(skewMs === undefined ? {} : { clockSkewMs: skewMs }),
    warnings: [
      ...silent.map(({ scope }) => `No usable answer from ${regionLabel(scope)}.`),
      ...(end === undefined ? ['This token doesn’t say when it expires.'] : []),
    ],
  }
}

async function visit(api: HttpApi, scope: string, signal: AbortSignal | undefined): Promise<Visit> {
  try {
    for await (const { keys, date } of listPipelines(api, scope, signal))
      return { scope, saw: 'yes', count: keys.length, date }
    return { scope, saw: 'yes', count: 0 }
  } catch (error) {
    const isFinal = isRefusal(error, 'unauthorized') || signal?.aborted === true
    if (isFinal || !(error instanceof Failure)) throw error
    return { scope, saw: isRefusal(error, 'forbidden') ? 'no' : 'unknown', count: 0, failure: error }
  }
}

// Owners and administrators may do everything; other users need the privilege from a group.
function mayManage({ role, privileges }: TokenFacts, privilege: string): 'yes' | 'unknown' {
  const bare = (name: string) => name.replace(/[^a-z]/gi, '').toLowerCase()
  const isChief = role === 'owner' || role === 'administrator'
  return isChief || privileges.some((name) => bare(name) === bare(privilege)) ? 'yes' : 'unknown'
}

function whoIs({ contract, role }: TokenFacts, visits: readonly Visit[]): string {
  const name = contract === undefined ? 'A token' : `Contract ${contract}`
  const count = visits.reduce((sum, visit) => sum + visit.count, 0)
  const seen = `${count} ${count === 1 ? 'pipeline' : 'pipelines'} visible`
  return role === undefined ? `${name}, ${seen}` : `${name}, ${role}, ${seen}`
}
