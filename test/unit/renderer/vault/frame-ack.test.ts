import { expect, it } from 'vitest'
import { opened, setUp } from './mirror-set-up.ts'
import { change } from './fake-main.ts'

/** Records the frame acks that a page sends. */
function report() {
  const acked: number[] = []
  return { acked, ack: (revision: number) => void acked.push(revision) }
}

it('tells main after a frame how far it is drawn, once for all that came before that frame', async () => {
  const { acked, ack } = report()
  const { main, hands } = await opened({}, ack)
  hands.draw()
  expect(acked).toEqual([])
  hands.pass(0)
  expect(acked).toEqual([1])
  main.send('app:changed', change({ revision: 2 }))
  main.send('app:changed', change({ revision: 3 }))
  hands.draw()
  main.send('app:changed', change({ revision: 4 }))
  hands.pass(0)
  expect(acked).toEqual([1, 3])
  hands.draw()
  hands.pass(0)
  expect(acked).toEqual([1, 3, 4])
})

it('sends nothing while no frame is drawn, nor after it was stopped', async () => {
  const { acked, ack } = report()
  const { main, hands, stop } = await opened({}, ack)
  main.send('app:changed', change({ revision: 2 }))
  hands.pass(0)
  expect(acked).toEqual([])
  stop()
  hands.draw()
  hands.pass(0)
  expect(acked).toEqual([])
})

it('has nothing to tell before the first picture', () => {
  const { acked, ack } = report()
  const { mirror, hands } = setUp(ack)
  mirror.start()
  hands.draw()
  hands.pass(0)
  expect(acked).toEqual([])
})
