import { expect, it } from 'vitest'
import { assess } from '../../soak/series.ts'

const BOUND = { share: 0.1, amount: 5 }
const hours = (of: (hour: number) => number) => Array.from({ length: 72 }, (_, hour) => of(hour))

it('takes figures for flat that only swing', () => {
  const swinging = hours((hour) => 100 + 20 * Math.sin(hour))
  expect(assess(swinging, BOUND).isFlat).toBe(true)
})

it('does not count what a start adds in the first quarter', () => {
  expect(
    assess(
      hours((hour) => Math.min(hour, 17) * 100),
      BOUND,
    ),
  ).toMatchObject({ isFlat: true, second: 1_700 })
})

it('finds a slow leak below noise', () => {
  const leaking = hours((hour) => 100 + hour + 20 * Math.sin(hour))
  expect(assess(leaking, BOUND)).toMatchObject({ isFlat: false })
})

it('allows the share and the amount together, and no more', () => {
  const steps = (end: number) => [0, 0, 100, 100, 0, 0, end, end]
  expect(assess(steps(115), BOUND)).toMatchObject({ second: 100, last: 115, isFlat: true })
  expect(assess(steps(116), BOUND).isFlat).toBe(false)
})

it('lets one spike pass, and no quarter of them', () => {
  expect(
    assess(
      hours((hour) => (hour === 70 ? 9_000 : 100)),
      BOUND,
    ).isFlat,
  ).toBe(true)
  expect(
    assess(
      hours((hour) => (hour > 58 ? 9_000 : 100)),
      BOUND,
    ).isFlat,
  ).toBe(false)
})

it('lets figures fall', () => {
  expect(
    assess(
      hours((hour) => 1_000 - hour),
      BOUND,
    ).isFlat,
  ).toBe(true)
})

it.each([
  ['too few figures', [1, 2, 3, 4, 5, 6, 7]],
  ['a missing figure', [1, 1, 1, 1, 1, 1, 1, NaN]],
])('does not judge %s', (_, series) => {
  expect(() => assess(series, BOUND)).toThrow(/figure/)
})
