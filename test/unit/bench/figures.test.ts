import { describe, expect, it } from 'vitest'
import {
  conclusion,
  figuresTable,
  longest,
  median,
  notInstalled,
  p95,
  assessmentOf,
  pairFigure,
  type Figure,
} from '../../bench/figures.ts'

const figure = (given: Partial<Figure>): Figure => ({
  what: 'copy',
  measured: 4,
  unit: 'ms',
  aim: { atMost: 5 },
  note: 'p95',
  samples: 3,
  ...given,
})

describe('a figure of the bench', () => {
  it('meets an aim that it reaches exactly, and misses it by a hair', () => {
    expect(assessmentOf(figure({ measured: 5 }))).toBe('met')
    expect(assessmentOf(figure({ measured: 5.01 }))).toBe('missed')
    expect(assessmentOf(figure({ measured: 59, aim: { atLeast: 59 } }))).toBe('met')
    expect(assessmentOf(figure({ measured: 58.9, aim: { atLeast: 59 } }))).toBe('missed')
  })

  it('misses its aim when nothing could be measured', () => {
    expect(assessmentOf(figure({ measured: p95([]) }))).toBe('missed')
  })

  it('has no assessment without an aim', () => {
    expect(assessmentOf(figure({ aim: undefined }))).toBe('no aim')
  })

  it('takes median and percentile whatever the order of the samples', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(p95(samples)).toBeCloseTo(95.05)
    expect(median(samples)).toBe(50.5)
    expect(longest(samples)).toBe(100)
    expect(p95([7])).toBe(7)
  })

  it('says that a program beside Keyhold is not installed', () => {
    expect(figuresTable([notInstalled('secret-tool lookup')])).toMatch(
      /secret-tool lookup +\| +– .*not installed/,
    )
    expect(assessmentOf(notInstalled('secret-tool lookup'))).toBe('no aim')
  })

  it('is in the table with its aim and its assessment', () => {
    const lines = figuresTable([figure({}), figure({ what: 'frames', aim: { atLeast: 59 }, unit: 'fps' })])
    expect(lines).toMatch(/copy +\| +4\.00 ms \| +\| +\| +≤ 5 ms \| met/)
    expect(lines).toMatch(/frames +\| +4\.00 fps \| +\| +\| +≥ 59 fps \| missed/)
  })
})

describe('a figure with a yardstick', () => {
  const empty = { what: 'empty window', measured: 400, by: 'ratio' } as const

  it('bounds the ratio, so that a slow machine misses no aim by being slow', () => {
    const aim = { atMost: 1.5 }
    expect(assessmentOf(figure({ measured: 600, aim, yardstick: empty }))).toBe('met')
    expect(assessmentOf(figure({ measured: 601, aim, yardstick: empty }))).toBe('missed')
    expect(assessmentOf(figure({ measured: 2_400, aim, yardstick: { ...empty, measured: 1_600 } }))).toBe(
      'met',
    )
  })

  it('bounds the difference where the aim is one', () => {
    const yardstick = { ...empty, measured: 100, by: 'difference' } as const
    expect(assessmentOf(figure({ measured: 180, aim: { atMost: 80 }, yardstick }))).toBe('met')
    expect(assessmentOf(figure({ measured: 181, aim: { atMost: 80 }, yardstick }))).toBe('missed')
  })

  it('misses its aim when the yardstick could not be measured', () => {
    expect(assessmentOf(figure({ yardstick: { ...empty, measured: NaN } }))).toBe('missed')
  })

  it('draws the same statistic from both', () => {
    const pair = { what: 'start', samples: [30, 10, 20], yardstick: 'empty window', by: 'median' } as const
    const drawn = pairFigure({ ...pair, yardstickSamples: [40, 5, 10], atMost: 1.5 })
    expect([drawn.measured, drawn.yardstick?.measured, assessmentOf(drawn)]).toEqual([20, 10, 'missed'])
  })

  it('is in the table with the yardstick, the comparison and the aim', () => {
    const ratio = figure({ what: 'start', measured: 500, aim: { atMost: 1.5 }, yardstick: empty })
    const memory = { ...empty, what: 'empty Electron', by: 'difference' } as const
    const difference = figure({ measured: 390, unit: 'MB', aim: { atMost: 80 }, yardstick: memory })
    const lines = figuresTable([ratio, difference])
    expect(lines).toMatch(/start +\| +500 ms \| 400 ms: empty window +\| +1\.25 x \| +≤ 1\.5 x \| met/)
    expect(lines).toMatch(/copy +\| +390 MB \| 400 MB: empty Electron +\| +- 10\.0 MB \| +≤ \+ 80 MB \| met/)
  })
})

describe('the conclusion of a bench', () => {
  it('says that nothing was measured, and praises nothing', () => {
    expect(conclusion([], ['palette', 'presence'])).toBe(
      'Nothing could be measured here: palette, presence.\nNo aim was tried.',
    )
  })

  it('counts only what had an aim', () => {
    const free = figure({ aim: undefined })
    expect(conclusion([free], [])).toBe('No aim was tried.')
    expect(conclusion([free, figure({})], [])).toBe('The one aim was met.')
    expect(conclusion([figure({}), figure({}), free], [])).toBe('All 2 aims were met.')
    expect(conclusion([figure({}), figure({ measured: 6 }), free], [])).toBe('1 of 2 missed their aim.')
  })

  it('names what was left out beside what was met', () => {
    expect(conclusion([figure({}), figure({})], ['palette'])).toBe(
      'Nothing could be measured here: palette.\nAll 2 aims were met.',
    )
  })
})
