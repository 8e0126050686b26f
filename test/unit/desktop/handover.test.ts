import { expect, it } from 'vitest'
import { createHandover } from '../../../electron/desktop/handover.ts'

it('keeps what comes before there is a handler, and passes on the rest at once', () => {
  const { take, handTo } = createHandover<string>()
  take('first')
  take('second')
  const handled: string[] = []
  handTo((one) => handled.push(one))
  expect(handled).toEqual(['first', 'second'])
  take('third')
  expect(handled).toEqual(['first', 'second', 'third'])
})
