import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { KeyId } from '../../../../shared/model/model.ts'
import { settle } from '../vault-set-up.ts'
import { KEYS, program, setUp } from './set-up.ts'

/*
 * Random lives of programs and users. A simple model records the permissions: which anchor may have which key until when, and which card was answered
 * for which request. No secret may be returned that the model does not permit.
 */

const ANCHORS = [100, 200, 300]
const LASTS_MS = 15 * 60_000

type Step =
  | {
      readonly kind: 'ask'
      readonly anchor: number
      readonly keys: readonly number[]
      readonly agent: boolean
    }
  | {
      readonly kind: 'answer'
      readonly answer: 'once' | '15-minutes' | 'until-lock' | 'deny'
      readonly pressed: boolean
    }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'lock' | 'unlock' | 'close-window' }
  | { readonly kind: 'leave' | 'revoke' | 'forget'; readonly index: number }
  | { readonly kind: 'end'; readonly anchor: number }

const anchor = fc.nat(ANCHORS.length - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      anchor: fc.nat(ANCHORS.length), // the last one is a program that the system does not know
      keys: fc.uniqueArray(fc.nat(KEYS.length - 1), { minLength: 1, maxLength: 3 }),
      agent: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      answer: fc.constantFrom('once', '15-minutes', 'until-lock', 'deny'),
      pressed: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 59_999, 60_000, LASTS_MS) }),
  fc.record({ kind: fc.constant('sleep' as const), ms: fc.constantFrom(60_000, LASTS_MS) }),
  fc.record({ kind: fc.constantFrom('lock' as const, 'unlock' as const, 'close-window' as const) }),
  fc.record({
    kind: fc.constantFrom('leave' as const, 'revoke' as const, 'forget' as const),
    index: fc.nat(5),
  }),
  fc.record({ kind: fc.constant('end' as const), anchor }),
)

interface Allowed {
  readonly id: string
  readonly pid: number
  readonly agent: boolean
  readonly keys: ReadonlySet<KeyId>
  readonly untilMs: number
}

interface Request {
  readonly reason: string
  readonly keys: readonly KeyId[]
  /** `undefined`: the system does not know the program. */
  readonly pid: number | undefined
  readonly agent: boolean
  readonly stop: () => void
}

async function live(steps: readonly Step[]): Promise<void> {
  const { approvals, window, clock, ended, state, card, lock, get, decide } = await setUp()
  let allowed: readonly Allowed[] = []
  /** Requests whose own card was approved. */
  const answered = new Set<Request>()
  const waiting = new Set<Request>()
  const releases: Promise<void>[] = []
  const wrong: string[] = []
  let asks = 0

  const covers = (one: Allowed, key: KeyId) =>
    one.keys.has(key) && !ended.has(one.pid) && one.untilMs > clock.now()
  const isAllowed = ({ pid, agent, keys }: Request) =>
    keys.every((key) => allowed.some((one) => one.pid === pid && one.agent === agent && covers(one, key)))

  /** The requests on the card: each one that could not join another one has a reason of its own. */
  const onCard = () => {
    const open = card()
    const isAbout = ({ reason, pid, keys }: Request) =>
      open?.reason === reason &&
      open.asking?.name === nameOf(pid) &&
      open.keys.map(({ key }) => key).join() === keys.join()
    return [...waiting].filter(isAbout)
  }

  /** A denial, also by closing the window, ends the approvals of its keys. */
  function forbid(pid: number | undefined, keys: readonly KeyId[]): void {
    allowed = allowed.map((one) =>
      one.pid === pid ? { ...one, keys: new Set([...one.keys].filter((key) => !keys.includes(key))) } : one,
    )
  }

  /** Gives a lasting answer, which holds from this call on. */
  async function decideFor(
    { pid, agent, keys }: { readonly pid: number; readonly agent: boolean; readonly keys: readonly KeyId[] },
    answer: '15-minutes' | 'until-lock',
  ): Promise<void> {
    const before = new Set(approvals.list().approvals.map(({ id }) => id))
    const untilMs = answer === 'until-lock' ? Infinity : clock.now() + LASTS_MS
    const deciding = decide(answer)
    allowed = [...allowed, { id: '', pid, agent, keys: new Set(keys), untilMs }]
    await deciding
    const given = approvals.list().approvals.find(({ id }) => !before.has(id))
    allowed = allowed.map((one) => (one.id === '' ? { ...one, id: given?.id ?? 'ended' } : one))
  }

  const actions: { [K in Step['kind']]: (step: Extract<Step, { kind: K }>) => unknown } = {
    ask({ anchor: index, keys: indices, agent }) {
      const pid = ANCHORS[index]
      const keys = indices.map((one) => KEYS[one]!)
      const isKnown = pid !== undefined && !ended.has(pid)
      const reason = `${agent ? 'agent' : 'get'}${isKnown ? '' : String((asks += 1))}`
      const { asked, stop } = get(keys, pid === undefined ? 'unknown' : program(`tool-${pid}`, pid), {
        command: agent ? 'mcp' : 'get',
        reason,
      })
      const request = { reason, keys, pid, agent, stop }
      waiting.add(request)
      const check = (released: readonly KeyId[]) => {
        if (released.join() !== keys.join()) wrong.push('other keys')
        if (state.isLocked) wrong.push('locked')
        if (!answered.has(request) && !isAllowed(request)) wrong.push('not allowed')
      }
      releases.push(
        asked
          .then(
            (secrets) => check(secrets.map(({ key }) => key)),
            () => undefined,
          )
          .finally(() => void waiting.delete(request)),
      )
    },
    async answer({ answer, pressed }) {
      const open = card()
      window.presses = pressed
      if (open === undefined || (answer !== 'deny' && !open.offers.includes(answer))) return
      const about = onCard()
      expect(about).toHaveLength(open.requests)
      const { pid, agent, keys } = about[0]!
      if (answer === 'deny') {
        forbid(pid, keys)
        await decide(answer)
      } else if (pressed) {
        for (const request of about) answered.add(request)
        if (pid === undefined || answer === 'once') await decide(answer)
        else await decideFor({ pid, agent, keys }, answer)
      } else await expect(decide(answer)).rejects.toThrow('limit')
    },
    pass: ({ ms }) => clock.pass(ms),
    sleep: ({ ms }) => clock.jump(ms),
    lock() {
      allowed = []
      answered.clear()
      lock()
    },
    unlock: () => void (state.isLocked = false),
    'close-window': () => {
      const [first] = onCard()
      if (first) forbid(first.pid, first.keys)
      window.closeWindow()
    },
    leave: ({ index }) => [...waiting][index]?.stop(),
    revoke({ index }) {
      const found = approvals.list().approvals[index]
      if (found === undefined) return
      allowed = allowed.filter(({ id }) => id !== found.id)
      approvals.revoke(found.id)
    },
    forget({ index }) {
      const found = approvals.list().denials[index]
      if (found !== undefined) approvals.forgetDenial(found.id)
    },
    end: ({ anchor: index }) => void ended.add(ANCHORS[index]!),
  }

  for (const one of steps) {
    await (actions[one.kind] as (step: Step) => unknown)(one)
    await settle()
    expect(window.isShown).toBe(card() !== undefined)
  }
  lock()
  await Promise.all(releases)
  expect(wrong).toEqual([])
  expect(card()).toBeUndefined()
}

const nameOf = (pid: number | undefined) => (pid === undefined ? undefined : `tool-${pid}`)

it('nothing leaves without a live approval or a yes on the very card', { timeout: 60_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), live), { numRuns: 60 })
})
