import { expect, it } from 'vitest'
import { copiedWords, secondsLeft } from '../../../../renderer/messages/clipboard-messages.ts'
import { spokenWords } from '../../../../renderer/parts/toaster.tsx'
import { useVault } from '../../../../renderer/vault/store.ts'
import { toastError } from '../../../../renderer/vault/toasts.ts'
import { cutMiddle } from '../../../../shared/model/characters.ts'
import { openVault } from './fake-main.ts'
import { setUp } from './mirror-set-up.ts'
import { NOW } from '../sample-rows.ts'

it('says what happened whole and first, however long the name is', () => {
  const about = `${'n'.repeat(300)}-prod`
  const words = spokenWords({ id: 1, tone: 'good', text: 'Copied. Clears in 30 s', about, detail: 'Look.' })
  expect(words).toMatch(/^Copied\. Clears in 30 s\. Look\. n+…n+-prod\.$/)
  expect(words.length).toBeLessThan(120)
})

it('cuts a name in the middle, and no character of it', () => {
  expect(cutMiddle('short', 5)).toBe('short')
  expect(cutMiddle('grafana-production', 9)).toBe('graf…tion')
  expect(cutMiddle('👩‍👩‍👧‍👦'.repeat(9), 3)).toBe('👩‍👩‍👧‍👦…👩‍👩‍👧‍👦')
})

it('counts down to 1, and never from more than the setting', () => {
  expect(copiedWords(secondsLeft(NOW + 30_000, NOW, 30))).toBe('Copied. Clears in 30 s')
  expect([29_999, 29_000, 1, 0, -5].map((ms) => secondsLeft(NOW + ms, NOW, 30))).toEqual([30, 29, 1, 1, 1])
  expect(secondsLeft(NOW + 3_600_000, NOW, 30)).toBe(30) // the clock was set back
})

it('takes the way of a snapshot for no difference of clocks', async () => {
  const { main, hands, mirror, state } = setUp()
  mirror.start()
  hands.pass(4_000) // main cleared it at once, and the event arrives late
  await main.answer({ ok: true, value: openVault({ now: hands.clock.now() - 3_000 }) })
  expect(state().clockOffsetMs).toBe(0)
})

it('knows a clock that really differs', async () => {
  const { main, hands, mirror, state } = setUp()
  mirror.start()
  await main.answer({ ok: true, value: openVault({ now: hands.clock.now() + 60_000 }) })
  expect(state().clockOffsetMs).toBe(60_000)
})

it('an error has a button: to try again what failed, else to put it away', () => {
  let tries = 0
  toastError({ kind: 'locked' }, {}, () => (tries += 1))
  toastError({ kind: 'locked' })
  const [first, second] = useVault.getState().toasts
  expect([first?.action?.label, second?.action?.label]).toEqual(['Try again', 'Dismiss'])
  first?.action?.run()
  second?.action?.run()
  expect(tries).toBe(1)
  expect(useVault.getState().toasts).toEqual([])
})
