import { expect, it } from 'vitest'
import { createCooperativeScheduler } from '../../../../electron/core/scheduling/cooperative-scheduler.ts'
import { settle } from '../vault-set-up.ts'

it('gives each a turn of the loop to itself', async () => {
  const turn = createCooperativeScheduler()
  const order: string[] = []
  const ask = async (name: string) => {
    await turn(1)
    order.push(name)
  }
  void ask('a')
  void ask('b')
  expect(order).toEqual([])
  setImmediate(() => order.push('between'))
  await settle()
  expect(order).toEqual(['a', 'between', 'b'])
})

it('lets who has least at hand go first, and of two with the same the one that asked first', async () => {
  const turn = createCooperativeScheduler()
  const order: string[] = []
  const ask = async (name: string, left: number) => {
    await turn(left)
    order.push(name)
  }
  await Promise.all([ask('much', 500), ask('some', 20), ask('as much', 20), ask('an answer', 0)])
  expect(order).toEqual(['an answer', 'some', 'as much', 'much'])
})

it('gives no turn before it is ready, and asks again for each', async () => {
  const waiting: (() => void)[] = []
  const turn = createCooperativeScheduler(() => new Promise((go) => waiting.push(go)))
  const order: string[] = []
  for (const name of ['a', 'b']) void turn(1).then(() => order.push(name))
  await settle()
  expect(order).toEqual([])
  waiting.shift()?.()
  await settle()
  expect(order).toEqual(['a'])
  waiting.shift()?.()
  await settle()
  expect(order).toEqual(['a', 'b'])
})

it('continues after an idle time, and for requests during a turn', async () => {
  const turn = createCooperativeScheduler()
  await turn(1)
  await turn(1)
  await settle()
  await expect(turn(1)).resolves.toBeUndefined()
})
