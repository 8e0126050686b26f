import { beforeEach, expect, it } from 'vitest'
import { endStart, markStart, startTimes } from '../../../electron/desktop/start-marks.ts'
import { startTimesLines } from '../../../shared/diagnostics/start-times.ts'

beforeEach(() => performance.clearMarks())

const createdAt = performance.timeOrigin - 90

it('times the steps since the process was created, in the order of their ends', () => {
  markStart('import')
  markStart('window')
  markStart('database')
  const times = startTimes(createdAt)
  expect(times.map(({ step }) => step)).toEqual(['process', 'import', 'window', 'database'])
  expect(times[0]?.ms).toBeCloseTo(90)
  expect(times.map(({ ms }) => ms)).toEqual(times.map(({ ms }) => ms).toSorted((a, b) => a - b))
})

it('keeps the first end of a step, because a later window is not part of the start', () => {
  markStart('paint')
  const before = startTimes(createdAt)
  markStart('paint')
  expect(startTimes(createdAt)).toEqual(before)
})

it('counts no window that is opened after a start without one', () => {
  markStart('database')
  endStart()
  markStart('window')
  expect(startTimes(createdAt).map(({ step }) => step)).toEqual(['process', 'database'])
})

it('leaves out the steps that this start has not taken', () => {
  expect(startTimes(createdAt).map(({ step }) => step)).toEqual(['process'])
})

it('prints each step with its time and the time since the step before', () => {
  expect(
    startTimesLines([
      { step: 'process', ms: 90.4 },
      { step: 'list', ms: 1_234.6 },
    ]),
  ).toEqual(['Process runs                90 ms     +90 ms', 'Rows drawn                1235 ms   +1144 ms'])
})
