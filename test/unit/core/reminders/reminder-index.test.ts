import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createReminderIndex } from '../../../../electron/core/reminders/reminder-index.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { KeyId, KeyRow } from '../../../../shared/model/model.ts'
import { keyEvents } from '../../../../shared/expiry/reminders.ts'
import { change } from '../../renderer/vault/fake-main.ts'
import { datedKeys } from '../../shared/search/key-samples.ts'

const policy = { ...defaultSettings, rotateEveryDays: 90 }

/** Rows that a test can change, and the number of times that all of them were read. */
function indexOver(keys = new Map<KeyId, KeyRow>()) {
  let reads = 0
  let revision = 7
  const index = createReminderIndex({
    rows: {
      allKeys() {
        reads += 1
        return [...keys.values()]
      },
      allAccounts: () => [],
    },
    policy: () => policy,
    revision: () => revision,
  })
  const next = () => (revision += 1)
  const wanted = () => [...keys.values()].flatMap((row) => keyEvents(row, policy))
  return { index, keys, next, wanted, reads: () => reads }
}

const byText = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort()

const steps = fc.array(
  fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), row: fc.option(datedKeys, { nil: undefined }) }),
  { maxLength: 12 },
)

it('knows after any changes what a look at every row would find, and has read them all once', () => {
  fc.assert(
    fc.property(steps, (moves) => {
      const { index, keys, next, wanted, reads } = indexOver()
      index.events()
      for (const { id: name, row } of moves) {
        const id = name as KeyId
        if (row === undefined) keys.delete(id)
        else keys.set(id, { ...row, id })
        const moved = row === undefined ? { keysGone: [id] } : { keys: [{ ...row, id }] }
        index.apply(change({ revision: next(), ...moved }))
        expect(byText(index.events())).toEqual(byText(wanted()))
      }
      expect(reads()).toBe(1)
    }),
  )
})

it('reads everything again after a missed change or a changed general rule', () => {
  const { index, next, reads } = indexOver()
  index.events()
  next()
  expect(index.apply(change({ revision: next() }))).toBe(true)
  index.events()
  expect(index.apply(change({ revision: next(), settings: defaultSettings }))).toBe(true)
  index.events()
  expect(reads()).toBe(3)
})

it('keeps what it has read where another setting moved, and says that there may be something to do', () => {
  const { index, next, reads } = indexOver()
  index.events()
  const settings = { ...policy, reminderDays: [...policy.reminderDays], syncMinutes: 0 as const }
  expect(index.apply(change({ revision: next(), settings }))).toBe(true)
  index.events()
  expect(reads()).toBe(1)
  for (const moved of [
    { reminders: false },
    { reminderDays: [2] as const },
    { rotateEveryDays: 7 },
  ] as const) {
    index.apply(change({ revision: next(), settings: { ...policy, ...moved } }))
    index.events()
  }
  expect(reads()).toBe(4)
})

it('says when a change has nothing to do with what there is to remind of', () => {
  const { index, next } = indexOver()
  index.events()
  expect(index.apply(change({ revision: next(), notices: [] }))).toBe(false)
})

it('keeps a change that it received before its first use', () => {
  const { index, keys, next, wanted } = indexOver()
  const row = fc.sample(datedKeys, { numRuns: 1, seed: 1 })[0]
  if (row === undefined) throw new Error('no sample')
  keys.set(row.id, row)
  index.apply(change({ revision: next(), keys: [row] }))
  expect(index.events()).toEqual(wanted())
})
