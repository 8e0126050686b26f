import { expect, it } from 'vitest'
import { inSteps } from '../../../../electron/core/projection/in-steps.ts'

it('reports the first of each thousandth, and the end', () => {
  const reported: number[] = []
  const report = inSteps((done) => reported.push(done))
  for (let at = 1; at <= 10_000; at++) report(at / 10_000)
  expect(reported).toHaveLength(1_000)
  expect([reported[0], reported.at(-1)]).toEqual([0.001, 1])
})
