import { expect, it } from 'vitest'
import { createBringBack, REST_MS } from '../../../electron/desktop/bring-back.ts'
import { fakeClock } from '../../fakes/clock.ts'

function setUp() {
  const clock = fakeClock()
  let loads = 0
  const bringBack = createBringBack({ load: () => void (loads += 1), clock })
  return { clock, bringBack, loads: () => loads }
}

it('loads the page again, after the turn in which it was lost', () => {
  const { clock, bringBack, loads } = setUp()
  bringBack()
  expect(loads()).toBe(0)
  clock.pass(0)
  expect(loads()).toBe(1)
})

it('rests between two times, however often the page is lost', () => {
  const { clock, bringBack, loads } = setUp()
  bringBack()
  clock.pass(0)
  for (let times = 0; times < 100; times++) bringBack()
  clock.pass(REST_MS - 1)
  expect(loads()).toBe(1)
  clock.pass(1)
  expect(loads()).toBe(2)
  clock.pass(REST_MS)
  expect(loads()).toBe(2)
})
