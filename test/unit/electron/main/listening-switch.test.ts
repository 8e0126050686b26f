import { expect, it } from 'vitest'
import { createListeningSwitch, type Begun } from '../../../../electron/main/listening-switch.ts'
import { fakeWorld } from '../../../fakes/world.ts'

/** Listening starts only when `answer` is called, because the system needs time. */
function switchable() {
  const waiting: ((begun: Begun) => void)[] = []
  let begins = 0
  let isOpen = false
  const made = createListeningSwitch({
    begin: () => {
      begins += 1
      const { promise, resolve } = Promise.withResolvers<Begun>()
      waiting.push(resolve)
      return promise
    },
    log: fakeWorld().world.log,
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const answer = async (why?: Extract<Begun, { readonly kind: 'refused' }>['why']) => {
    await settle()
    if (why === undefined) {
      isOpen = true
      waiting.shift()?.({ kind: 'listening', end: () => Promise.resolve(void (isOpen = false)) })
    } else waiting.shift()?.({ kind: 'refused', why })
    await settle()
  }
  return { made, answer, settle, isOpen: () => isOpen, begins: () => begins }
}

it('listens at nothing at first, and is ready once it listens', async () => {
  const { made, answer } = switchable()
  expect(made.state()).toBe('off')
  made.use(true)
  expect(made.state()).toBe('off')
  await answer()
  expect(made.state()).toBe('ready')
})

it('is off when it was switched off while it began', async () => {
  const { made, answer, isOpen } = switchable()
  made.use(true)
  await Promise.resolve()
  made.use(false)
  await answer()
  expect([made.state(), isOpen()]).toEqual(['off', false])
})

it('begins nothing when it was switched off at once', async () => {
  const { made, settle, begins } = switchable()
  made.use(true)
  made.use(false)
  await settle()
  expect([made.state(), begins()]).toEqual(['off', 0])
})

it('is ready when it was switched off and on while it began', async () => {
  const { made, answer, isOpen, begins } = switchable()
  made.use(true)
  await Promise.resolve()
  made.use(false)
  made.use(true)
  await answer()
  expect([made.state(), isOpen(), begins()]).toEqual(['ready', true, 1])
})

it('says why it cannot listen, and tries again once it was off', async () => {
  const { made, answer } = switchable()
  made.use(true)
  await answer('in-use')
  expect(made.state()).toBe('in-use')
  made.use(false)
  made.use(true)
  await answer()
  expect(made.state()).toBe('ready')
})

it('is off when it is closed', async () => {
  const { made, answer, isOpen } = switchable()
  made.use(true)
  await answer()
  await made.close()
  expect([made.state(), isOpen()]).toEqual(['off', false])
})
