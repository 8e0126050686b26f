/** Requests that end a key of an overlap and get no answer: which operations stay open, and what settles them. */
import { describe, expect, it } from 'vitest'
import { sideBySide, type SideBySide } from './overlap-set-up.ts'
import { failureOf, settle } from '../vault-set-up.ts'

const SETTLED_MS = 125_000
type End = 'switch-off' | 'delete' | 'roll-back'
const ENDS: readonly End[] = ['switch-off', 'delete', 'roll-back']

const ask = ({ vault, operation }: SideBySide, end: End) =>
  end === 'roll-back'
    ? vault.overlaps.rollBack({ operation, name: 'build 2' })
    : vault.overlaps.retire({ operation, by: end, name: 'build' })

const OPEN = { 'switch-off': 'retiring', delete: 'retiring', 'roll-back': 'rolling-back' } as const
const CAME = { 'switch-off': 'retired', delete: 'done', 'roll-back': 'rolled-back' } as const

async function lost(end: End, how: 'lost-before' | 'lost-after'): Promise<SideBySide> {
  const both = await sideBySide()
  both.cloud.failNextChange(how)
  expect(await failureOf(() => ask(both, end))).toMatchObject({ kind: 'provider', outcome: 'unknown' })
  return both
}

async function checkLater({ clock, vault, account }: SideBySide, afterMs: number): Promise<void> {
  clock.pass(afterMs)
  await settle()
  await vault.sync.start(account)
}

describe.each(ENDS)('a %s that got no answer', (end) => {
  it('stays open with its reason, and may be asked for again', async () => {
    const both = await lost(end, 'lost-after')
    expect(both.record()).toMatchObject({
      state: OPEN[end],
      error: { kind: 'provider' },
      overlap: { doing: end },
    })
    both.clock.pass(60_000) // earlier, no list proves that the new key is missing
    await ask(both, end)
    expect(both.record()).toMatchObject({ state: CAME[end], error: undefined })
    expect(both.record().overlap!.doing).toBeUndefined()
  })

  it('is not taken back by a later no', async () => {
    const both = await lost(end, 'lost-after')
    both.cloud.failNextChange('refused')
    await failureOf(() => ask(both, end))
    expect(both.record().state).toBe(OPEN[end])
  })

  it('is believed by the first list that shows it', async () => {
    const both = await lost(end, 'lost-after')
    both.clock.pass(60_000) // earlier, the list may not show the new key yet
    await both.vault.sync.start(both.account)
    expect(both.record().state).toBe(CAME[end])
  })

  it('is given up only when it can no longer be on its way', async () => {
    const both = await lost(end, 'lost-before')
    await both.vault.sync.start(both.account)
    expect(both.record().state).toBe(OPEN[end])
    await checkLater(both, SETTLED_MS)
    expect(both.record()).toMatchObject({ state: 'overlapping', error: { kind: 'provider' } })
  })

  it.each(['lost-before', 'lost-after'] as const)(
    'is looked at by itself after a restart (%s)',
    async (how) => {
      const both = await lost(end, how)
      await both.vault.close()
      const next = both.open()
      await next.start()
      expect(both.record().state).toBe(OPEN[end])
      for (let passed = 0; passed < SETTLED_MS; passed += 5_000) {
        both.clock.pass(5_000)
        await settle()
      }
      expect(both.record().state).toBe(how === 'lost-after' ? CAME[end] : 'overlapping')
    },
  )
})

describe('an account that is removed while two keys live side by side', () => {
  it.each(ENDS)('leaves an overlap that the user can end, also after a lost %s', async (end) => {
    const both = await lost(end, 'lost-before')
    await both.vault.accounts.remove({ account: both.account, name: 'Lab' })
    expect(both.record().state).toBe('overlapping')
    const { operation, vault } = both
    if (end === 'switch-off') await vault.overlaps.finish(operation)
    else await ask(both, end)
    expect(both.record().state).toBe(end === 'roll-back' ? 'rolled-back' : 'done')
    expect(vault.snapshot().operations).toEqual([])
  })
})
