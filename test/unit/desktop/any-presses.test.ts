/** The gate that requires a user's press: random input events and requests of a page that an attacker controls. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createUserActions, MOST_A_MINUTE } from '../../../electron/core/consent/user-actions.ts'
import type { UserAction } from '../../../electron/core/ports/confirmations.ts'
import { createCardPresses } from '../../../electron/desktop/card-presses.ts'
import { createPresses } from '../../../electron/desktop/presses.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { MESSAGES_TIMEOUT_MS, playMessages } from '../../suites/messages/any-messages.ts'

const PRESSES = ['mouseDown', 'rawKeyDown', 'keyDown', 'touchStart', 'gestureTap', 'pointerDown']
/** How long a press counts (`electron/desktop/presses.ts`). */
const COUNTS_MS = 5_000
const MINUTE_MS = 60_000
const ACTIONS = Object.keys(MOST_A_MINUTE) as UserAction[]

type Step =
  | { readonly kind: 'input'; readonly type: string; readonly isRepeat: boolean }
  | { readonly kind: 'need'; readonly action: UserAction }
  | { readonly kind: 'begin' }
  | { readonly kind: 'pass'; readonly ms: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('input' as const),
      type: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...PRESSES) },
        fc.constantFrom('mouseMove', 'mouseUp', 'char', 'keyUp', '', '__proto__', 'constructor'),
        fc.string(),
      ),
      isRepeat: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('need' as const), action: fc.constantFrom(...ACTIONS) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('begin' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 100, 999, 4_999, 5_000, 30_000),
    }),
  },
)

it.each(['page', 'card'] as const)(
  'lets no action of the %s pass without a press of its own, and none too often',
  { timeout: MESSAGES_TIMEOUT_MS },
  async (where) => {
    const clock = fakeClock()
    const card = createCardPresses(clock)
    const presses = where === 'card' ? card : createPresses(clock)
    const gestures = { take: () => presses.take(), mayBeUnseen: () => false }
    const confirmations = { confirm: () => Promise.reject(new Error('asked the person')) }
    const actions = createUserActions({ gestures, confirmations, clock })

    /** The last press of the user that no action has used. */
    let pressedAt = -Infinity
    let passed: { readonly action: UserAction; readonly at: number }[] = []
    let total = 0
    await playMessages(step, async (one) => {
      const now = clock.steadyMs()
      if (one.kind === 'pass') clock.pass(one.ms)
      else if (one.kind === 'begin') {
        if (where === 'page') return
        card.begin()
        pressedAt = -Infinity
      } else if (one.kind === 'input') {
        presses.saw(one.type, one.isRepeat ? ['isautorepeat'] : [])
        if (PRESSES.includes(one.type) && !one.isRepeat) pressedAt = now
      } else {
        const refused = await actions.need(one.action).then(
          () => undefined,
          (error: unknown) => error,
        )
        const mayPass = now - pressedAt < COUNTS_MS
        pressedAt = -Infinity
        if (refused !== undefined) {
          expect(refused).toBeInstanceOf(Failure)
          expect((refused as Failure).error.kind).toBe('limit')
          return
        }
        total += 1
        expect(mayPass).toBe(true)
        passed = [...passed.filter(({ at }) => now - at < MINUTE_MS), { action: one.action, at: now }]
        const recent = passed.filter(({ action }) => action === one.action)
        expect(recent.length).toBeLessThanOrEqual(MOST_A_MINUTE[one.action])
      }
    })
    expect(total).toBeGreaterThan(0)
  },
)
