import { afterAll, describe, expect, it } from 'vitest'
import type { OperationRow } from '../../shared/model/operation.ts'
import { startOrdeals, type ActionName, type Ordeal } from './ordeal.ts'
import { createStage } from './stage.ts'
import { TROUBLES, type Trouble } from './troubles.ts'

/*
 * Faults of the one request that issues a secret: the request is sent once, the outcome says what is certain, and two checks at the
 * provider show the rest. After each, every issued secret is in the keychain, sealed and shown to the user, or named.
 */

const stage = createStage()
const KEYS = TROUBLES.length + 1
const PROVIDERS = {
  'ripe-atlas': () => stage.atlas({ keys: KEYS }),
  'ionos-monitoring': () => stage.ionos({ keys: KEYS }),
  'ionos-logging': () => stage.ionos({ service: 'logging', keys: KEYS }),
} as const
type ProviderName = keyof typeof PROVIDERS

const CASES: readonly (readonly [ProviderName, ActionName])[] = [
  ['ripe-atlas', 'regenerate'],
  ['ripe-atlas', 'create'],
  ['ionos-monitoring', 'regenerate'],
  ['ionos-monitoring', 'create'],
  ['ionos-logging', 'regenerate'],
]

/** The time after the request until even a slow provider shows its result. */
const SETTLED_MS = 125_000

describe.each(CASES)('%s, %s', (provider, action) => {
  it('comes out of every trouble with one request, an honest outcome and no secret lost', async () => {
    const ordeals = await startOrdeals(stage, await PROVIDERS[provider](), action)
    if (action === 'regenerate') await ordeals.holdAll()
    const came = await ordeals.sufferAll()
    expect(came.map(({ operation: _id, why: _why, ...facts }) => facts)).toEqual(
      ordeals.troubles.map(expected),
    )

    const requests = ordeals.requests()
    const first = await ordeals.check(1_000)
    expect(assessments(came, first)).toEqual(
      ordeals.troubles.map((one) => assessment(provider, action, one, 1)),
    )
    const second = await ordeals.check(SETTLED_MS)
    expect(assessments(came, second)).toEqual(
      ordeals.troubles.map((one) => assessment(provider, action, one, 2)),
    )
    await ordeals.expectNothingLost()

    const { keys } = await ordeals.program().snapshot()
    for (const [at, ordeal] of came.entries()) {
      const assessmentNow = second.get(ordeal.operation)?.assessment
      if (action === 'regenerate') {
        const isRevoked = assessmentNow?.state === 'renewed'
        expect(keys.find(({ id }) => id === ordeals.keyAt(at).id)?.secret).toBe(isRevoked ? 'stale' : 'held')
      } else if (assessmentNow?.state === 'orphan')
        expect(keys.find(({ id }) => id === assessmentNow.key)).toMatchObject({ secret: 'missing' })
    }

    expect(await ordeals.restart()).toEqual(second)
    await ordeals.expectNothingLost()
    expect(ordeals.requests(), 'nothing is asked for again').toBe(requests)
    matrix.push({ provider, action, came, first, second })
  })
})

const expected = ({ name, outcome, acts, sealed }: Trouble): Omit<Ordeal, 'operation' | 'why'> => ({
  name,
  outcome,
  acts,
  state: outcome === 'unknown' ? 'unknown' : undefined,
  sealed,
  requests: 1,
})

/** The assessment that the nth check must give, from what the provider really did. */
function assessment(provider: ProviderName, action: ActionName, { outcome, acts }: Trouble, check: 1 | 2) {
  if (outcome !== 'unknown') return undefined
  if (action === 'regenerate' && provider !== 'ripe-atlas') return 'cannot-tell'
  if (acts) return action === 'create' ? 'orphan' : 'renewed'
  return check === 1 ? 'checking' : 'no-sign'
}

const assessments = (came: readonly Ordeal[], rows: ReadonlyMap<string, OperationRow>) =>
  came.map(({ operation }) => rows.get(operation)?.assessment?.state)

interface Column {
  readonly provider: ProviderName
  readonly action: ActionName
  readonly came: readonly Ordeal[]
  readonly first: ReadonlyMap<string, OperationRow>
  readonly second: ReadonlyMap<string, OperationRow>
}
const matrix: Column[] = []

/** A readable title: provider and command for each fault. */
afterAll(() => {
  const cell = ({ came, first, second }: Column, name: string): string => {
    const ordeal = came.find((one) => one.name === name)
    if (ordeal === undefined) return '-'
    const seen = [first, second].map((rows) => rows.get(ordeal.operation)?.assessment?.state ?? '')
    const road = [ordeal.outcome + (ordeal.sealed ? ' (sealed)' : ''), ...new Set(seen)]
    return road.filter((part) => part !== '').join(' > ')
  }
  const rows = TROUBLES.map(({ name }) => [name, ...matrix.map((column) => cell(column, name))])
  const table = [['trouble', ...matrix.map(({ provider, action }) => `${provider} ${action}`)], ...rows]
  const widths = table[0]!.map((_, at) => Math.max(...table.map((row) => row[at]!.length)))
  const lines = table.map((row) => row.map((text, at) => text.padEnd(widths[at]!)).join('  '))
  process.stdout.write(`\n${lines.join('\n')}\n`)
})
