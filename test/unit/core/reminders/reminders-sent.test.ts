import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import type { KeyId } from '../../../../shared/model/model.ts'
import { CHANGE, HOUR_MS, setUp } from './reminder-set-up.ts'
import { settle } from '../vault-set-up.ts'

it('whatever happens, no reminder is sent twice or early, and the last stage is always sent', async () => {
  const action = fc.oneof(
    fc.record({ do: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ do: fc.constant('sleep' as const), hours: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ do: fc.constant('restart' as const) }),
    fc.record({ do: fc.constant('change' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -2, max: 50 }), { minLength: 1, maxLength: 3 }),
      fc.array(action, { maxLength: 12 }),
      async (ends, actions) => {
        const { putKey, pass, clock, notifications, begin, start, failures } = setUp()
        ends.forEach((days, n) => putKey(days, { id: `key-${String(n)}` as KeyId, name: `key ${String(n)}` }))
        const sent: { key: number; leftMs: number }[] = []
        notifications.asked = (one) => {
          const key = Number(/^key (\d)/.exec(one.title)?.[1])
          sent.push({ key, leftMs: start + (ends[key] ?? NaN) * DAY_MS - clock.now() })
        }
        let reminders = begin()
        await reminders.start()
        await settle()
        for (const each of actions) {
          if (each.do === 'pass') await pass(each.hours * HOUR_MS, 24 * HOUR_MS)
          if (each.do === 'sleep') {
            clock.jump(each.hours * HOUR_MS)
            reminders.woke()
          }
          if (each.do === 'change') reminders.apply(CHANGE)
          if (each.do === 'restart') {
            reminders.stop()
            reminders = begin()
            await reminders.start()
          }
          await settle()
        }
        await pass(60 * DAY_MS, DAY_MS)
        reminders.stop()
        const stageOf = (leftMs: number) =>
          [0, 1, 3, 7, 14, 30].find((days) => leftMs <= days * DAY_MS) ?? 'too early'
        ends.forEach((_, key) => {
          const stages = sent.filter((one) => one.key === key).map(({ leftMs }) => stageOf(leftMs))
          expect(stages).not.toContain('too early')
          expect(new Set(stages).size).toBe(stages.length)
          expect(stages.at(-1)).toBe(0)
        })
        expect(failures).toEqual([])
      },
    ),
    { numRuns: 15 },
  )
}, 60_000)
