import { expect, it } from 'vitest'
import { createCooperativeScheduler } from '../../../../electron/core/scheduling/cooperative-scheduler.ts'
import { settle } from '../vault-set-up.ts'

it('gives each a turn of the loop to itself', async () => {
  const turn = createCooperativeScheduler()
  const told: string[] = []
  const ask = async (name: string) => {
    await turn(1)
    told.push(name)
  }
  void ask('a')
  void ask('b')
  expect(told).toEqual([])
  setImmediate(() => told.push('between'))
  await settle()
  expect(told).toEqual(['a', 'between', 'b'])
})

it('lets who has least at hand go first, and of two with the same the one that asked first', async () => {
  const turn = createCooperativeScheduler()
  const told: string[] = []
  const ask = async (name: string, left: number) => {
    await turn(left)
    told.push(name)
  }
  await Promise.all([ask('much', 500), ask('some', 20), ask('as much', 20), ask('an answer', 0)])
  expect(told).toEqual(['an answer', 'some', 'as much', 'much'])
})

it('gives no turn before it is ready, and asks anew for each', async () => {
  const waiting: (() => void)[] = []
  const turn = createCooperativeScheduler(() => new Promise((go) => waiting.push(go)))
  const told: string[] = []
  for (const name of ['a', 'b']) void turn(1).then(() => told.push(name))
  await settle()
  expect(told).toEqual([])
  waiting.shift()?.()
  await settle()
  expect(told).toEqual(['a'])
  waiting.shift()?.()
  await settle()
  expect(told).toEqual(['a', 'b'])
})

it('goes on when it was idle, and for who asks in a turn', async () => {
  const turn = createCooperativeScheduler()
  await turn(1)
  await turn(1)
  await settle()
  await expect(turn(1)).resolves.toBeUndefined()
})
