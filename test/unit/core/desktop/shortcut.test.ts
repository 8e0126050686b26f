import { expect, it } from 'vitest'
import { createShortcut } from '../../../../electron/core/desktop/shortcut.ts'
import { fakeShortcuts } from '../../../fakes/shortcuts.ts'
import { fakeWorld } from '../../../fakes/world.ts'

const KEYS = 'CommandOrControl+Alt+K'
const OTHER = 'CommandOrControl+Alt+J'

function setUp({ isTrusted = true } = {}) {
  const port = fakeShortcuts()
  port.isTrusted = isTrusted
  const { world, clock, unexpected } = fakeWorld()
  const emitted: string[] = []
  let fired = 0
  const shortcut = createShortcut({
    port,
    clock: world.clock,
    log: world.log,
    fire: () => (fired += 1),
    changed: ({ state, accelerator }) => emitted.push(`${state} ${accelerator}`),
  })
  return { port, clock, unexpected, emitted, shortcut, fired: () => fired }
}

it('is off until it is given one, and again when it is taken away', () => {
  const { port, shortcut } = setUp()
  expect(shortcut.state()).toEqual({ state: 'off', accelerator: '' })
  shortcut.use(KEYS)
  shortcut.use('')
  expect(shortcut.state()).toEqual({ state: 'off', accelerator: '' })
  expect(port.watched()).toEqual([])
})

it('fires, and remembers when', () => {
  const { port, clock, shortcut, fired } = setUp()
  shortcut.use(KEYS)
  expect(shortcut.state()).toEqual({ state: 'registered', accelerator: KEYS })
  port.press(KEYS)
  expect(fired()).toBe(1)
  expect(shortcut.state().firedAt).toBe(clock.now())
})

it('says that another program has it, and no longer watches for the last one', () => {
  const { port, emitted, shortcut } = setUp()
  shortcut.use(KEYS)
  port.taken.add(OTHER)
  shortcut.use(OTHER)
  expect(shortcut.state()).toEqual({ state: 'refused', accelerator: OTHER })
  expect(port.watched()).toEqual([])
  expect(emitted).toEqual([`registered ${KEYS}`, `refused ${OTHER}`])
})

it('calls one that the system does not know refused, and logs why', () => {
  const { port, unexpected, shortcut } = setUp()
  port.unknown.add(KEYS)
  shortcut.use(KEYS)
  expect(shortcut.state().state).toBe('refused')
  expect(unexpected).toHaveLength(1)
})

it('is unproven where a yes proves nothing, until it is pressed', () => {
  const { port, emitted, shortcut, fired } = setUp({ isTrusted: false })
  shortcut.use(KEYS)
  expect(shortcut.state().state).toBe('unproven')
  port.press(KEYS)
  port.press(KEYS)
  expect(shortcut.state().state).toBe('registered')
  expect(emitted).toEqual([`unproven ${KEYS}`, `registered ${KEYS}`, `registered ${KEYS}`]) // each press verifies it again
  expect(fired()).toBe(2)
})

it('does not take a press of the last shortcut for one of this', () => {
  const { port, shortcut, fired } = setUp({ isTrusted: false })
  let late: () => void = () => undefined
  const watch = port.watch.bind(port)
  port.watch = (accelerator, fire) => {
    if (accelerator === KEYS) late = fire
    return watch(accelerator, fire)
  }
  shortcut.use(KEYS)
  shortcut.use(OTHER)
  late()
  expect([shortcut.state().state, fired()]).toEqual(['unproven', 0])
})

it('does not fire while another one is recorded, and takes what was recorded', () => {
  const { port, shortcut, fired } = setUp()
  shortcut.use(KEYS)
  shortcut.record(true)
  port.press(KEYS)
  expect(fired()).toBe(0)
  shortcut.use(OTHER)
  expect(shortcut.state()).toEqual({ state: 'registered', accelerator: OTHER })
  port.press(OTHER)
  expect(fired()).toBe(1)
})

it('fires again when the recording is broken off, also by a page that goes without a word', () => {
  const { port, clock, shortcut, fired } = setUp()
  shortcut.use(KEYS)
  shortcut.record(true)
  shortcut.record(false)
  port.press(KEYS)
  shortcut.record(true)
  clock.pass(30_000)
  expect(port.isSuspended).toBe(false)
  port.press(KEYS)
  expect(fired()).toBe(2)
})

it('asks the system only once for the same', () => {
  const { emitted, shortcut } = setUp()
  shortcut.use(KEYS)
  shortcut.use(KEYS)
  expect(emitted).toHaveLength(1)
})
