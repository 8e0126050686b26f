/** The gates between main and its pages, with random messages. No program runs behind them, so `npm run fuzz` sends a million to each. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { APPROVAL_CALLS, isForCardAlone } from '../../../electron/core/approvals/approval-calls.ts'
import { PALETTE_CALLS } from '../../../electron/core/desktop/palette-calls.ts'
import { openGate, type Handlers } from '../../../electron/ipc/gate.ts'
import { createPush } from '../../../electron/ipc/push.ts'
import { answeringInText, listeningAsText } from '../../../electron/ipc/wire.ts'
import { isFromPage } from '../../../electron/ipc/sender.ts'
import { calls, events, type CallName, type EventName } from '../../../shared/contract/contract.ts'
import { Failure, type AppError, type Result } from '../../../shared/contract/errors.ts'
import type { Listener } from '../../fakes/gate.ts'
import { goodInput } from '../../integration/good-input.ts'
import {
  anyValue,
  CANARY,
  likeGood,
  MESSAGES_TIMEOUT_MS,
  playMessages,
} from '../../suites/messages/any-messages.ts'

const ORIGIN = 'keyhold://app'
const NAMES = Object.keys(calls) as CallName[]

/** What a handler does: answers with a field that no contract names, refuses, or throws an error that contains a secret. */
const ENDINGS = ['answers', 'refuses', 'breaks'] as const

const frame = fc.oneof(
  { weight: 18, arbitrary: fc.constant({ origin: ORIGIN, parent: null }) },
  {
    weight: 1,
    arbitrary: fc.record({
      origin: fc.constantFrom(ORIGIN, 'null', '', `${ORIGIN}.example`),
      parent: fc.constantFrom<unknown>(null, undefined, {}),
    }),
  },
  { weight: 1, arbitrary: anyValue },
)
/** An event as Electron delivers it, if its frame is one. */
type Sent = Parameters<typeof isFromPage>[0]

const GOOD: ReadonlyMap<CallName, object | undefined> = new Map(NAMES.map((name) => [name, goodInput(name)]))
const named = fc
  .record({ name: fc.constantFrom(...NAMES), like: likeGood })
  .map(({ name, like }) => ({ name, input: like(GOOD.get(name)) }))
const strange = fc.record({ name: anyValue, input: anyValue })
const message = fc.record({
  event: frame.map((senderFrame) => ({ senderFrame }) as Sent),
  sent: fc.oneof({ weight: 19, arbitrary: named }, { weight: 1, arbitrary: strange }),
  ending: fc.constantFrom(...ENDINGS),
})

function openGateFor(mayCall: (name: CallName) => boolean) {
  let ending: (typeof ENDINGS)[number] = 'answers'
  let reached: { readonly name: CallName; readonly input: unknown }[] = []
  let reports = 0
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      (input: unknown) => {
        reached.push({ name, input })
        if (ending === 'refuses') throw new Failure({ kind: 'locked' })
        if (ending === 'breaks') throw new Error(CANARY)
        return { 'no such field': CANARY }
      },
    ]),
  ) as unknown as Handlers
  let listener: Listener<Sent> | undefined
  openGate<Sent>({
    port: answeringInText({ handle: (_channel, given) => void (listener = given) }),
    isTrusted: (event) => isFromPage(event, ORIGIN),
    handlers,
    mayCall,
    report: () => {
      reports += 1
      return 'ticket'
    },
  })
  return {
    async send(event: Sent, name: unknown, input: unknown, how: typeof ending) {
      ending = how
      reached = []
      reports = 0
      const text = (await listener!(event, name, input)) as string
      return { text, reached: reached[0], reports }
    },
  }
}

const isRefusal = (name: unknown, error: AppError): boolean =>
  error.kind === 'forbidden' ||
  (error.kind === 'limit' && error.why === 'too-large') ||
  (error.kind === 'bad-request' && error.call === (NAMES.includes(name as CallName) ? name : 'unknown'))

describe.each([
  ['main page', (name: CallName) => !isForCardAlone(name)],
  ['palette', (name: CallName) => PALETTE_CALLS.has(name)],
  ['approval card', (name: CallName) => APPROVAL_CALLS.has(name)],
] as const)('the gate of the %s', (_page, mayCall) => {
  it(
    'answers every message, lets only calls of the contract pass, and shows no secret',
    { timeout: MESSAGES_TIMEOUT_MS },
    async () => {
      const gate = openGateFor(mayCall)
      let passed = 0
      await playMessages(message, async ({ event, sent: { name, input }, ending }) => {
        const { text, reached, reports } = await gate.send(event, name, input, ending)
        if (text.includes(CANARY)) throw new Error(`${String(name)} shows what a handler knows`)
        const result = JSON.parse(text) as Result<unknown>
        if (reached === undefined) {
          expect(!result.ok && isRefusal(name, result.error), text.slice(0, 300)).toBe(true)
          return
        }
        passed += 1
        expect(reached.name).toBe(name)
        expect(isFromPage(event, ORIGIN) && mayCall(reached.name)).toBe(true)
        expect(calls[reached.name].input.safeParse(reached.input).success).toBe(true)
        expect(reports).toBe(!result.ok && result.error.kind === 'unexpected' ? 1 : 0)
      })
      expect(passed).toBeGreaterThan(0)
    },
  )
})

const EVENTS: Readonly<Partial<Record<EventName, unknown>>> = {
  'app:changed': {
    revision: 1,
    keys: [],
    keysGone: ['k'],
    accounts: [],
    accountsGone: [],
    operations: [],
    operationsGone: [],
    keychain: { state: 'ready', backend: 'b' },
    notices: [{ kind: 'backup-failed', at: 1 }],
  },
  'sync:progress': { account: 'a', seen: 1, total: 2 },
  'operation:progress': { operation: 'o', kind: 'create', key: 'k', step: 'requested' },
  'lock:changed': { state: 'open', setAt: 1, canAskSystem: false, removal: { state: 'not-asked' } },
  'export:progress': { done: 0.5 },
  'import:progress': { work: 'storing', done: 0.5 },
  'sealed-vault:moving': { phase: 'copying', done: 1, all: 2 },
  'clipboard:cleared': { cleared: true },
  'clipboard:offered': { shape: 's' },
  'shortcut:changed': { state: 'off', accelerator: '' },
  'backup:progress': { work: 'backup', done: 0.5 },
}

/** An event whose payload has, at some place, a field that only main knows. */
const event = fc
  .record({
    name: fc.constantFrom(...(Object.keys(events) as EventName[])),
    like: likeGood,
    pages: fc.nat(2),
  })
  .map(({ name, like, pages }) => ({ name, pages, payload: like(withCanary(EVENTS[name])) }))

function withCanary(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withCanary)
  const members = Object.entries(value).map(([name, member]) => [name, withCanary(member)] as const)
  return { ...Object.fromEntries(members), 'no such field': CANARY }
}

it('no event carries more to a page than the contract names', { timeout: MESSAGES_TIMEOUT_MS }, async () => {
  let sent = 0
  let reported = 0
  const receive = (_channel: 'event', name: EventName, payload: unknown) => {
    sent += 1
    const text = payload as string | undefined
    if (text?.includes(CANARY)) throw new Error(`${name} shows what main knows`)
    const value: unknown = text === undefined ? undefined : JSON.parse(text)
    if (!events[name].safeParse(value).success) throw new Error(`${name} does not fit its contract`)
  }
  let pages = 0
  const push = createPush({
    pages: () => [listeningAsText(() => Array.from({ length: pages }, () => ({ send: receive })))],
    report: () => (reported += 1),
  })
  await playMessages(event, ({ name, payload, pages: open }) => {
    pages = open
    const before = { sent, reported }
    push(name, payload as never)
    expect(sent - before.sent).toBe(reported > before.reported ? 0 : open)
  })
  expect(sent).toBeGreaterThan(0)
  expect(reported).toBeGreaterThan(0)
})
