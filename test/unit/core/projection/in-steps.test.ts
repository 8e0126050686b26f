import { expect, it } from 'vitest'
import { inSteps } from '../../../../electron/core/projection/in-steps.ts'

it('tells the first of each thousandth, and the end', () => {
  const told: number[] = []
  const tell = inSteps((done) => told.push(done))
  for (let at = 1; at <= 10_000; at++) tell(at / 10_000)
  expect(told).toHaveLength(1_000)
  expect([told[0], told.at(-1)]).toEqual([0.001, 1])
})
