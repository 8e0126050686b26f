import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Notification } from '../../../electron/core/ports/notifications.ts'
import { createBusNotifications } from '../../../electron/os/bus-notifications.ts'
import {
  BusFailure,
  createSessionBus,
  type BusCall,
  type BusSignal,
  type Heard,
  type SessionBus,
} from '../../../electron/os/session-bus.ts'
import { joinBus } from '../../bus-peer.ts'
import { startFakeBusDaemon } from '../../fakes/bus-daemon.ts'
import type { KeyId } from '../../../shared/model/model.ts'

const SERVICE = 'org.freedesktop.Notifications'

/** A session bus on which a test starts and stops a notification service. */
function fakeBus(capabilities: readonly string[] = ['body', 'actions', 'body-markup']) {
  const listeners: { readonly signal: BusSignal; readonly heard: Heard }[] = []
  const asked: BusCall[] = []
  let when: Parameters<SessionBus['follow']>[1]
  const state = { isThere: true, runs: true, startable: false, refuses: false }
  return {
    state,
    asked,
    bus: {
      async call(call: BusCall): Promise<readonly unknown[]> {
        asked.push(call)
        if (!state.isThere) throw new BusFailure('no-bus')
        if (call.member === 'ListNames') return [state.runs ? ['x', SERVICE] : ['x']]
        if (call.member === 'ListActivatableNames') return [state.startable ? [SERVICE] : []]
        if (state.refuses) throw new BusFailure('error')
        return call.member === 'GetCapabilities' ? [capabilities] : [asked.length]
      },
      follow(...[signals, given]: Parameters<SessionBus['follow']>) {
        for (const [signal, heard] of signals) listeners.push({ signal, heard })
        when = given
        return () => undefined
      },
    },
    emit: (member: string, ...values: unknown[]) => {
      for (const { signal, heard } of listeners) if (signal.member === member) heard(values, '/')
    },
    hangUp: () => when?.gone?.(),
    comesBack: () => when?.listening?.(),
    listening: () => listeners.length,
    notified: () => asked.filter(({ member }) => member === 'Notify').map(({ body = [] }) => body),
  }
}

const notification = (own: Partial<Notification> = {}): Notification => ({
  title: 'grafana <prod> & co expires in 2 days',
  body: 'a <b>bold</b> & one',
  urgency: 'critical',
  about: { kind: 'key', key: 'k1' as KeyId },
  snoozes: ['k1' as KeyId],
  ...own,
})

/** The id of the last notification, which is the number of calls so far. */
const lastId = ({ asked }: ReturnType<typeof fakeBus>) =>
  asked.findLastIndex(({ member }) => member === 'Notify') + 1

it('is ready with a service that runs or can be started, else not', async () => {
  const { bus, state } = fakeBus()
  const port = createBusNotifications(bus)
  expect(await port.check()).toBe('ready')
  state.runs = false
  expect(await port.check()).toBe('unsupported')
  expect(await port.show(notification())).toBe('unsupported')
  state.startable = true
  expect(await port.check()).toBe('ready')
})

it('says its own text as text to a service that takes markup', async () => {
  const fake = fakeBus()
  expect(await createBusNotifications(fake.bus).show(notification())).toBe('shown')
  const [, , , title, body, actions, hints] = fake.notified()[0]!
  expect(title).toBe('grafana <prod> & co expires in 2 days')
  expect(body).toBe('a &lt;b&gt;bold&lt;/b&gt; &amp; one')
  expect(actions).toEqual(['default', 'Open', 'snooze', 'Remind me tomorrow'])
  expect(hints).toContainEqual(['urgency', ['y', 2]])
})

it('leaves the text as it is, and buttons out, where the service has neither', async () => {
  const fake = fakeBus([])
  await createBusNotifications(fake.bus).show(notification())
  const [, , , , body, actions] = fake.notified()[0]!
  expect([body, actions]).toEqual(['a <b>bold</b> & one', []])
})

it('has no button where there is nothing to put off', async () => {
  const fake = fakeBus()
  await createBusNotifications(fake.bus).show(notification({ snoozes: [] }))
  expect(fake.notified()[0]![5]).toEqual(['default', 'Open'])
})

describe('a press', () => {
  async function shown() {
    const fake = fakeBus()
    const port = createBusNotifications(fake.bus)
    const heard: unknown[] = []
    port.onClick((about) => heard.push(['open', about]))
    port.onSnooze((keys) => heard.push(['snooze', keys]))
    await port.show(notification())
    return { ...fake, port, heard, id: lastId(fake) }
  }

  it('on it opens what it is about, and on its button puts that off', async () => {
    const { emit, heard, id } = await shown()
    emit('ActionInvoked', id, 'default')
    emit('ActionInvoked', id, 'snooze')
    expect(heard).toEqual([
      ['open', { kind: 'key', key: 'k1' }],
      ['snooze', ['k1']],
    ])
  })

  it('on another program’s, on a closed one or with another word means nothing', async () => {
    const { emit, heard, id } = await shown()
    emit('ActionInvoked', id + 1, 'default')
    emit('ActionInvoked', String(id), 'default')
    emit('ActionInvoked', id, 'quit')
    emit('NotificationClosed', id, 2)
    emit('ActionInvoked', id, 'default')
    expect(heard).toEqual([])
  })

  it('means nothing once another service runs, which counts from the start', async () => {
    const { emit, heard, id } = await shown()
    emit('NameOwnerChanged', SERVICE, ':1.1', ':1.2')
    emit('ActionInvoked', id, 'default')
    expect(heard).toEqual([])
  })
})

it('says when a service comes, and when it or the bus is gone', async () => {
  const { bus, state, emit, hangUp, comesBack, listening } = fakeBus()
  state.runs = false
  const port = createBusNotifications(bus)
  let changes = 0
  port.onChange(() => (changes += 1))
  expect(await port.check()).toBe('unsupported')
  emit('NameOwnerChanged', SERVICE, '', ':1.1')
  expect(changes).toBe(1)
  const before = listening()
  await port.check()
  expect(listening()).toBe(before)
  hangUp()
  expect(changes).toBe(2)
  comesBack()
  expect(changes).toBe(3)
  await port.check()
  expect(listening()).toBe(before)
})

it('does not say that it was shown where the service refuses or the bus is gone', async () => {
  const { bus, state } = fakeBus()
  const port = createBusNotifications(bus)
  state.refuses = true
  expect(await port.show(notification())).toBe('failed')
  state.isThere = false
  expect(await port.show(notification())).toBe('unsupported')
})

it('accepts a press only from the service', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'keyhold-bus-'))
  const daemon = await startFakeBusDaemon(join(dir, 'bus'))
  const bus = createSessionBus({ sockets: () => [daemon.path] })
  onTestFinished(async () => {
    bus.close()
    await daemon.close()
    rmSync(dir, { recursive: true })
  })
  const service = await joinBus(daemon.path, ({ member }) =>
    member === 'Notify' ? ['u', 1] : ['as', ['actions']],
  )
  await service.own(SERVICE)
  const stranger = await joinBus(daemon.path)
  const port = createBusNotifications(bus)
  const heard: unknown[] = []
  port.onSnooze((keys) => heard.push(keys))
  expect(await port.show(notification())).toBe('shown')

  const press = { path: '/org/freedesktop/Notifications', interface: SERVICE, member: 'ActionInvoked' }
  const names = await stranger.call({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'ListNames',
  })
  const pressed = { ...press, signature: 'us', body: [1, 'snooze'] }
  stranger.signal(pressed)
  for (const to of (names[0] as string[]).filter((name) => name.startsWith(':')))
    stranger.signal({ ...pressed, to })
  await stranger.call({ destination: SERVICE, path: '/', interface: SERVICE, member: 'GetCapabilities' })
  await port.check() // all earlier signals have arrived
  expect(heard).toEqual([])
  service.signal(pressed)
  await expect.poll(() => heard).toEqual([['k1']])
})

describe('taking back', () => {
  const closed = ({ asked }: ReturnType<typeof fakeBus>) =>
    asked.filter(({ member }) => member === 'CloseNotification').map(({ body = [] }) => body[0])

  it('closes what is still shown, and a press on it means nothing', async () => {
    const fake = fakeBus()
    const port = createBusNotifications(fake.bus)
    const heard: unknown[] = []
    port.onClick((about) => heard.push(about))
    await port.show(notification())
    const first = lastId(fake)
    await port.show(notification())
    const second = lastId(fake)
    fake.emit('NotificationClosed', first, 2)
    port.withdraw()
    port.withdraw()
    expect(closed(fake)).toEqual([second])
    fake.emit('ActionInvoked', second, 'default')
    expect(heard).toEqual([])
  })

  it('closes one that was on its way, and does not mind a service that refuses', async () => {
    const fake = fakeBus()
    const port = createBusNotifications(fake.bus)
    await port.check()
    const shown = port.show(notification())
    port.withdraw()
    await shown
    expect(closed(fake)).toEqual([lastId(fake)])
    fake.state.refuses = true
    port.withdraw()
  })
})
