import { expect, it } from 'vitest'
import { examine, type Examined } from '../../../../electron/core/diagnostics/doctor.ts'
import { doctorText } from '../../../../shared/diagnostics/doctor-text.ts'
import { DoctorReport } from '../../../../shared/diagnostics/doctor.ts'
import { fakeMachine } from '../../../fakes/machine.ts'
import { fakeDatabase, fakeStorage } from '../../../fakes/store.ts'
import { fakeWorld } from '../../../fakes/world.ts'

function setUp(changes: Partial<Examined> = {}) {
  const { clock, keychain, clipboard, notifications } = fakeWorld()
  const examined: Examined = {
    program: '0.1.0',
    clock,
    keychain,
    clipboard,
    notifications,
    machine: fakeMachine(),
    storage: fakeStorage(fakeDatabase()),
    log: { canWrite: () => true },
    checkTrayHost: async () => 'present',
    backups: () => ({ state: undefined }),
    checkCommandLine: async () => 'ready',
    startsWithSystem: () => 'off',
    addresses: ['https://docs.example'],
    ...changes,
  }
  return { examined, clock, keychain }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

it('finds a machine well on which nothing is broken, in the shape that it promises', async () => {
  const { examined } = setUp()
  const report = await examine(examined)
  expect(DoctorReport.parse(report)).toEqual(report)
  expect(report.isWell).toBe(true)
  expect(doctorText(report)).toContain('Nothing is broken.')
})

it('says how old the newest backup is, and nothing about one that it could not read', async () => {
  const last = { at: 0, path: '/stick/a', keys: 1, secrets: 1, missing: 0, isAutomatic: true }
  const { examined, clock } = setUp({ backups: () => ({ state: { vault: '3f9a2c1b', last } }) })
  const { facts, lines } = await examine(examined)
  expect(facts.backups).toMatchObject({ ageMs: clock.now(), isAutomatic: false, check: 'none' })
  expect(JSON.stringify(lines)).not.toContain('/stick')
  const unread = await examine(setUp({ backups: () => undefined }).examined)
  expect(unread.facts.backups).toBeUndefined()
  expect(unread.lines.find(({ part }) => part === 'backup')?.state).toBe('unknown')
})

it('only looks at the keychain: it reads no entry and writes none', async () => {
  const { examined, keychain } = setUp()
  await examine(examined)
  expect(new Set(keychain.calls)).toEqual(new Set(['probe']))
})

it('finds it not well with a keychain that is locked, and says which part', async () => {
  const { examined, keychain } = setUp()
  keychain.lock()
  const report = await examine(examined)
  expect(report.isWell).toBe(false)
  expect(doctorText(report)).toContain('One part doesn’t work: Keychain.')
})

it('does not wait for a keychain that waits for somebody', async () => {
  const { examined, clock, keychain } = setUp()
  keychain.hangNext('probe')
  const examining = examine(examined)
  await settle()
  clock.pass(8_000)
  expect((await examining).lines.find(({ part }) => part === 'keychain')).toMatchObject({
    state: 'broken',
    says: 'The keychain isn’t responding.',
  })
})

it('continues without a notification service', async () => {
  const { examined } = setUp({ notifications: { check: () => Promise.reject(new Error('slow')) } })
  expect((await examine(examined)).facts.notifications).toBe('unchecked')
})

it('keeps its text within a terminal, every line of it', async () => {
  const { examined, keychain } = setUp()
  keychain.leave()
  const text = doctorText(await examine(examined))
  expect(text.endsWith('\n')).toBe(true)
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100)
})
