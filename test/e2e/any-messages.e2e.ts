/** Main survives every message that its page can send. `npm run fuzz` sends more messages, with a new seed each time. */
import { expect, it } from 'vitest'
import { calls } from '../../shared/contract/contract.ts'
import { sendAny } from './any-messages.ts'
import { SEED } from '../seed.ts'
import { call, inElectron } from './app.ts'

const MESSAGES = Number(process.env.KEYHOLD_FUZZ_MESSAGES ?? 10_000)
const ROUND = 5_000

/** Calls that ask the user, or that change how the vault is opened. */
const LEFT_OUT: readonly string[] = ['lock:set', 'app:open-link', 'keys:export']

inElectron((open) => {
  it(
    'main still answers after messages of every kind',
    { timeout: 60_000 + MESSAGES * 10, retry: 0 },
    async () => {
      const { page, electron } = await open()
      await page.getByRole('main').waitFor()
      const names = Object.keys(calls).filter((name) => !LEFT_OUT.includes(name))
      for (let sent = 0; sent < MESSAGES; sent += ROUND) {
        const answered = await page.evaluate(sendAny, { names, seed: SEED + sent, count: ROUND })
        expect(answered).toBeGreaterThan(ROUND / 2)
        expect(await electron.evaluate(() => process.uptime())).toBeGreaterThan(0)
      }
      expect(await call(page, 'app:snapshot')).toMatchObject({ ok: true })
    },
  )
})
