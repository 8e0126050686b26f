import { afterAll, describe, expect, it } from 'vitest'
import type { FaultKind } from '../emulators/faults.ts'
import { startPairs, type PairAction, type Truth } from './kill/pair.ts'
import { actionsOf, expectTruth, PAIR_ROWS } from './kill/pair-truth.ts'
import { dealt } from '../sample.ts'
import { removeFolders } from './program.ts'
import { startCoralogix } from '../emulators/coralogix.ts'

/*
 * A request that ends or restores a key of an overlap and gets no answer, because it was cut off before or after the provider acted. It is sent once,
 * Keyhold reports nothing wrong, lists settle the outcome, and an operation that is still open can then be ended. The usual run tests each fault once
 * at each provider, with the actions in rotation.
 */

const FAULTS: Readonly<Record<string, { readonly kind: FaultKind; readonly acts: boolean }>> = {
  'cut before acting': { kind: { kind: 'cut-before' }, acts: false },
  'cut after acting': { kind: { kind: 'cut-after' }, acts: true },
  'cut midway': { kind: { kind: 'cut-midway' }, acts: true },
  'reset after acting': { kind: { kind: 'reset' }, acts: true },
}

/** The states of the journal while the outcome is unknown. */
const DOUBT: Readonly<Record<End, string>> = {
  'switch off': 'retiring',
  'switch on': 'retired',
  delete: 'retiring',
  'roll back': 'rolling-back',
}

const LATE = {
  ...PAIR_ROWS.find(({ isGrpc }) => isGrpc)!,
  name: 'Coralogix, whose reads are a minute late',
  start: (keys: number) => startCoralogix({ keys, lateMs: 60_000 }),
}

afterAll(removeFolders)

type End = Exclude<PairAction, 'replace'>

/** The fault matrix tests the other one and many more. */
const isEnd = (action: PairAction): action is End => action !== 'replace'

describe.each([...PAIR_ROWS, LATE])('$name', (row) => {
  it('comes out of every lost answer with the truth', { timeout: 300_000 }, async () => {
    const emulator = await row.start(1)
    const pairs = await startPairs(row, emulator, false)
    try {
      const ends = actionsOf(row).filter(isEnd)
      for (const [action, [name, { kind, acts }]] of dealt(row.name, ends, Object.entries(FAULTS))) {
        const at = `${row.name}, ${action}, ${name}`
        const { result, asked, acted, now, truths } = await pairs.lose(action, kind)
        expect(result, at).toMatchObject({ ok: false, error: { kind: 'provider', outcome: 'unknown' } })
        expect([asked, acted], at).toEqual([1, acts])
        expect(now.operation?.state, at).toBe(DOUBT[action])
        expectNoLie(now, at)
        expectTruth(action, truths, at)
        await pairs.end(truths.at(-1)!)
      }
    } finally {
      await pairs.close()
      await emulator.close()
    }
  })
})

/** Before any list: no working key is reported as deleted. */
function expectNoLie({ old, fresh }: Truth, at: string): void {
  for (const key of [old, fresh]) if (key?.works === true) expect(key.row?.goneSince, at).toBeUndefined()
}
