/** A fake main process: a test answers calls, sends events and moves the clock. */
import type { call, on } from '../../../../renderer/vault/bridge.ts'
import type { PageClock } from '../../../../renderer/vault/page-clock.ts'
import type { CallName, EventName, Payload } from '../../../../shared/contract/contract.ts'
import { defaultSettings } from '../../../../shared/model/default-settings.ts'
import type { Change, OpenVault } from '../../../../shared/contract/snapshot.ts'
import { accountRow, keyRow, NOW, providerFacts } from '../sample-rows.ts'

export const openVault = (own: Partial<OpenVault> = {}): OpenVault => ({
  vault: 'open',
  revision: 1,
  now: NOW,
  accounts: [accountRow()],
  keys: [keyRow()],
  operations: [],
  providers: [providerFacts()],
  settings: defaultSettings,
  keychain: { state: 'ready', backend: 'a fake' },
  notices: [],
  lock: { state: 'off' },
  notifications: { state: 'ready' },
  ...own,
})

export const change = (own: Partial<Change> & Pick<Change, 'revision'>): Change => ({
  keys: [],
  keysGone: [],
  accounts: [],
  accountsGone: [],
  operations: [],
  operationsGone: [],
  ...own,
})

export function fakeMain() {
  const handlers = new Map<EventName, (payload: never) => void>()
  const waiting: ((answer: unknown) => void)[] = []
  const asked: CallName[] = []

  return {
    asked,
    /** Answers the oldest open call and lets the code after it run. */
    async answer(value: unknown) {
      waiting.shift()?.(value)
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    },
    openCalls: () => waiting.length,
    send<K extends EventName>(name: K, payload: Payload<K>) {
      handlers.get(name)?.(payload as never)
    },
    listening: () => handlers.size,
    call: ((name: CallName) => {
      asked.push(name)
      return new Promise<never>((answer) => waiting.push(answer as (value: unknown) => void))
    }) as typeof call,
    on: ((name: EventName, handle: (payload: never) => void) => {
      handlers.set(name, handle)
      return () => handlers.delete(name)
    }) as typeof on,
  }
}

/** Timers fire in `pass`, frames in `draw`. */
export function handClock(start = NOW) {
  let now = start
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const frames = new Set<() => void>()
  const seen = new Set<() => void>()
  const clock: PageClock = {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    soon(run) {
      frames.add(run)
      return () => frames.delete(run)
    },
    onSeen(run) {
      seen.add(run)
      return () => seen.delete(run)
    },
  }
  return {
    clock,
    timers: () => timers.size,
    pass(ms: number) {
      now += ms
      for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.run()
    },
    /** Returns how many lists were computed again. */
    draw() {
      const due = [...frames]
      frames.clear()
      for (const run of due) run()
      return due.length
    },
    look: () => seen.forEach((run) => run()),
  }
}
