import { expect, it } from 'vitest'
import { opened, setUp } from './mirror-set-up.ts'
import { change } from './fake-main.ts'

/** Records the frame acks that a page sends. */
function report() {
  const told: number[] = []
  return { told, tell: (revision: number) => void told.push(revision) }
}

it('tells main after a frame how far it is drawn, once for all that came before that frame', async () => {
  const { told, tell } = report()
  const { main, hands } = await opened({}, tell)
  hands.draw()
  expect(told).toEqual([])
  hands.pass(0)
  expect(told).toEqual([1])
  main.send('app:changed', change({ revision: 2 }))
  main.send('app:changed', change({ revision: 3 }))
  hands.draw()
  main.send('app:changed', change({ revision: 4 }))
  hands.pass(0)
  expect(told).toEqual([1, 3])
  hands.draw()
  hands.pass(0)
  expect(told).toEqual([1, 3, 4])
})

it('tells nothing while no frame is drawn, and nothing any more when it has stopped', async () => {
  const { told, tell } = report()
  const { main, hands, stop } = await opened({}, tell)
  main.send('app:changed', change({ revision: 2 }))
  hands.pass(0)
  expect(told).toEqual([])
  stop()
  hands.draw()
  hands.pass(0)
  expect(told).toEqual([])
})

it('has nothing to tell before the first picture', () => {
  const { told, tell } = report()
  const { mirror, hands } = setUp(tell)
  mirror.start()
  hands.draw()
  hands.pass(0)
  expect(told).toEqual([])
})
