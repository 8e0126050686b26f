import { expect, it } from 'vitest'
import { describeProgram } from '../../../../electron/core/approvals/asking-program.ts'
import {
  APPROVAL_MS,
  createRememberedAnswers,
} from '../../../../electron/core/approvals/remembered-answers.ts'
import { fakeClock } from '../../../fakes/clock.ts'
import { DNS, program } from './set-up.ts'

it('ends an approval on time although the timer fires early', () => {
  const clock = fakeClock()
  let changes = 0
  const remembered = createRememberedAnswers({
    clock: { ...clock, after: (ms, run) => clock.after(ms > 1 ? ms - 1 : ms, run) },
    isSame: () => true,
    changed: () => void (changes += 1),
  })
  const requester = program('get')
  const asking = describeProgram(requester)
  remembered.approve({ anchor: requester.anchor, asking, keys: [DNS], isForAgent: false }, '15-minutes')
  expect(changes).toBe(1)
  clock.pass(APPROVAL_MS)
  expect([changes, clock.waiting]).toEqual([2, 0])
})
