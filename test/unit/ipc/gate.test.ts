import { expect, it } from 'vitest'
import { MOST_SIZE, MOST_WAITING, openGate, type Handlers } from '../../../electron/ipc/gate.ts'
import { calls, type CallName } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { fakePort } from '../../fakes/gate.ts'

/** A gate in which only `handlers` answer. Any other call is recorded as reached, and throws. */
function gate(
  handlers: Record<string, (input: never) => unknown> = {},
  mayCall?: (name: CallName) => boolean,
) {
  const reached: string[] = []
  const reports: { call: CallName; error: unknown }[] = []
  const { port, call } = fakePort<string>()
  const all = Object.fromEntries(
    Object.keys(calls).map((name) => [
      name,
      (input: never) => {
        reached.push(name)
        return handlers[name]?.(input)
      },
    ]),
  )
  openGate<string>({
    port,
    isTrusted: (sender) => sender === 'page',
    handlers: all as unknown as Handlers,
    ...(mayCall && { mayCall }),
    report: (name, error) => {
      reports.push({ call: name, error })
      return `ticket-${reports.length}`
    },
  })
  return { call, reached, reports }
}

it('hands the input to the handler and its answer back', async () => {
  const { call } = gate({ 'key:copy': ({ key }: { key: string }) => ({ clearsAt: key === 'k1' ? 30 : 0 }) })
  expect(await call('page', 'key:copy', { key: 'k1' })).toEqual({ ok: true, value: { clearsAt: 30 } })
})

it('refuses a foreign sender before it looks at the name, and reaches no handler', async () => {
  const { call, reached } = gate()
  for (const name of ['clipboard:clear', 'no:such-call', undefined])
    expect(await call('stranger', name)).toEqual({ ok: false, error: { kind: 'forbidden' } })
  expect(reached).toEqual([])
})

it('lets a page with a list of its own call nothing beyond it', async () => {
  const { call, reached } = gate({}, (name) => name === 'clipboard:clear')
  expect(await call('page', 'clipboard:clear')).toEqual({ ok: true })
  expect(await call('page', 'app:snapshot')).toEqual({ ok: false, error: { kind: 'forbidden' } })
  expect(reached).toEqual(['clipboard:clear'])
})

it.each([
  ['no:such-call'],
  ['toString'],
  ['__proto__'],
  ['constructor'],
  [''],
  [undefined],
  [7],
  [['clipboard:clear']],
])('refuses the call %j, which the contract does not name, without repeating it', async (name) => {
  const { call, reached } = gate()
  expect(await call('page', name)).toEqual({ ok: false, error: { kind: 'bad-request', call: 'unknown' } })
  expect(reached).toEqual([])
})

it.each<[CallName, unknown]>([
  ['key:copy', { key: 'k1', extra: true }],
  ['key:copy', { key: 7 }],
  ['key:copy', undefined],
  ['key:copy', JSON.parse('{"key":"k1","__proto__":{"version":1}}')],
  ['clipboard:clear', {}],
  ['settings:change', { clipboardSeconds: 30, unheardOf: 1 }],
  ['settings:change', { reminderDays: Int16Array.of(1) }],
  ['account:connect', { provider: 'p', name: 'n', settings: {}, credential: { from: 'file', path: '/' } }],
])('refuses %s with an input that the contract does not name', async (name, input) => {
  const { call, reached } = gate()
  expect(await call('page', name, input)).toEqual({ ok: false, error: { kind: 'bad-request', call: name } })
  expect(reached).toEqual([])
})

it('trims from an answer what the contract does not name', async () => {
  const { call } = gate({ 'key:copy': () => ({ clearsAt: 30, secret: 'leak', mark: 'leak' }) })
  expect(await call('page', 'key:copy', { key: 'k1' })).toEqual({ ok: true, value: { clearsAt: 30 } })
})

it('answers nothing to a call that promises nothing, whatever the handler returned', async () => {
  const { call } = gate({ 'clipboard:clear': () => ({ secret: 'leak' }) })
  expect(await call('page', 'clipboard:clear')).toEqual({ ok: true, value: undefined })
})

it('keeps an answer that breaks the contract and gives a ticket', async () => {
  const { call, reports } = gate({ 'key:copy': () => ({ clearsAt: 'leak' }) })
  expect(await call('page', 'key:copy', { key: 'k1' })).toEqual({
    ok: false,
    error: { kind: 'unexpected', ticket: 'ticket-1' },
  })
  expect(reports.map((report) => report.call)).toEqual(['key:copy'])
})

it('turns a Failure into its data, thrown or rejected', async () => {
  const failure = () => new Failure({ kind: 'busy', act: 'sync' })
  const { call } = gate({
    'account:sync-all': () => {
      throw failure()
    },
    'account:sync': () => Promise.reject(failure()),
  })
  const refused = { ok: false, error: { kind: 'busy', act: 'sync' } }
  expect(await call('page', 'account:sync-all')).toEqual(refused)
  expect(await call('page', 'account:sync', { account: 'a1' })).toEqual(refused)
})

it('lets nothing of an unforeseen error out but a ticket', async () => {
  const { call, reports } = gate({
    'clipboard:clear': () => {
      throw new Error('hunter2 in /home/someone')
    },
  })
  expect(await call('page', 'clipboard:clear')).toEqual({
    ok: false,
    error: { kind: 'unexpected', ticket: 'ticket-1' },
  })
  expect(reports).toHaveLength(1)
})

it('lets so many calls wait for their answers, and takes more when some have been answered', async () => {
  const answers: (() => void)[] = []
  const { call, reached } = gate({
    'account:sync-all': () => new Promise<void>((resolve) => answers.push(resolve)),
  })
  const flood = Array.from({ length: MOST_WAITING * 3 }, () => call('page', 'account:sync-all'))
  const refused = { ok: false, error: { kind: 'limit', why: 'too-many-calls' } }
  expect(await flood.at(-1)).toEqual(refused)
  expect(reached).toHaveLength(MOST_WAITING)
  for (const answer of answers) answer()
  const results = await Promise.all(flood)
  expect(results.filter((result) => (result as { ok: boolean }).ok)).toHaveLength(MOST_WAITING)
  expect(await call('page', 'clipboard:clear')).toEqual({ ok: true })
})

it('does not count calls of strangers among those that wait', async () => {
  const { call } = gate()
  await Promise.all(Array.from({ length: MOST_WAITING * 2 }, () => call('stranger', 'clipboard:clear')))
  expect(await call('page', 'clipboard:clear')).toEqual({ ok: true })
})

it('refuses a call that is bigger than any of the page’s', async () => {
  const { call, reached } = gate()
  const refused = { ok: false, error: { kind: 'limit', why: 'too-large' } }
  expect(await call('page', 'key:copy', { key: 'x'.repeat(MOST_SIZE) })).toEqual(refused)
  const keys = Array.from(
    { length: 100_000 },
    (_, index) => `grafana-prod-eu-central-1-${String(index)}-3f9a2c1b`,
  )
  await call('page', 'keys:tag', { keys, add: ['ci'], remove: [] })
  expect(reached).toEqual(['keys:tag'])
})
