import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delayAfter, leftOf, noteAgain, startWait } from '../../../../electron/core/lock/lock.ts'

const MINUTE_MS = 60_000

describe('a wait', () => {
  it('is over when the machine has been on for as long', () => {
    const wait = startWait(10_000, 500)
    expect([leftOf(wait, 500), leftOf(wait, 5_500), leftOf(wait, 10_500), leftOf(wait, 99_999)]).toEqual([
      10_000, 5_000, 0, 0,
    ])
  })

  it('counts what it knows after a restart of the machine: only how long that is ago', () => {
    expect(leftOf(startWait(10_000, 900_000), 3_000)).toBe(7_000)
  })

  it('is never shorter than the time that has really passed, whatever restarts and notes come between', () => {
    const step = fc.record({
      passesMs: fc.integer({ min: 0, max: 10 * MINUTE_MS }),
      then: fc.constantFrom('goes on', 'restarts', 'notes'),
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.array(step, { maxLength: 40 }), (uptime, steps) => {
        const wholeMs = 60 * MINUTE_MS
        let machine = { uptimeMs: uptime, passedMs: 0 }
        let wait = startWait(wholeMs, uptime)
        for (const { passesMs, then } of steps) {
          machine = { uptimeMs: machine.uptimeMs + passesMs, passedMs: machine.passedMs + passesMs }
          if (then === 'restarts') machine = { ...machine, uptimeMs: 0 }
          if (then === 'notes') wait = noteAgain(wait, machine.uptimeMs)
          expect(leftOf(wait, machine.uptimeMs)).toBeGreaterThanOrEqual(
            Math.max(0, wholeMs - machine.passedMs),
          )
        }
      }),
    )
  })
})

describe('the delay after wrong passphrases', () => {
  it('lets three typing errors pass, then doubles up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 10, 11, 1_000].map(delayAfter)).toEqual([
      0, 0, 0, 5_000, 10_000, 20_000, 640_000, 900_000, 900_000,
    ])
  })

  it('never gets shorter', () => {
    fc.assert(
      fc.property(fc.nat(5_000), (failures) => {
        expect(delayAfter(failures + 1)).toBeGreaterThanOrEqual(delayAfter(failures))
      }),
    )
  })
})
