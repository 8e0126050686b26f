import type { ElectronApplication, Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import type { KeyId } from '../../shared/model/model.ts'
import { call, inElectron } from './app.ts'
import { startNotificationDaemon, type NotificationDaemonDouble } from './notification-daemon.ts'
import { busOf } from './served-bus.ts'

const DAY_MS = 86_400_000
const SECRET = 'made-up-secret-9c41'

async function daemonFor(electron: ElectronApplication): Promise<NotificationDaemonDouble> {
  const daemon = await startNotificationDaemon(await busOf(electron))
  onTestFinished(() => daemon.close())
  return daemon
}

async function addExpiring(page: Page, name: string, days: number): Promise<KeyId> {
  const fields = { name, typedExpiry: Date.now() + days * DAY_MS, notes: `it is ${SECRET}` }
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
  if (!added.ok) throw new Error(added.error.kind)
  return added.value.key
}

const snapshotOf = async (page: Page) => {
  const answer = await call(page, 'app:snapshot')
  if (!answer.ok || answer.value.vault !== 'open') throw new Error('The vault is not open')
  return answer.value
}

const unheard = (page: Page) => page.getByRole('button', { name: 'Notifications off' })

inElectron((open) => {
  it.runIf(process.platform === 'linux')(
    'says that no notification service runs, shows a reminder once one does, opens its key, and snoozes it',
    async () => {
      const { electron, page } = await open()
      await addExpiring(page, 'another', 200)
      await expect.poll(async () => (await snapshotOf(page)).notifications.state).toBe('unsupported')
      await unheard(page).click()
      await page.getByText('This system shows no notifications').waitFor()
      const key = await addExpiring(page, 'grafana <prod>', 2.5)

      const daemon = await daemonFor(electron)
      await expect.poll(() => daemon.shown.length).toBe(1)
      const [shown] = daemon.shown
      expect(shown).toMatchObject({
        title: 'grafana <prod> expires in 2 days',
        actions: { default: 'Open', snooze: 'Remind me tomorrow' },
      })
      expect(JSON.stringify(shown?.sent)).not.toContain(SECRET)
      await unheard(page).waitFor({ state: 'detached' })

      daemon.press(shown!.id, 'default')
      const panel = page.getByRole('article')
      await panel.getByRole('heading', { name: 'grafana <prod>' }).waitFor()

      daemon.press(shown!.id, 'snooze')
      await panel.getByText(/^Silent until/).waitFor()
      const { keys, now } = await snapshotOf(page)
      const { snoozedUntil } = keys.find(({ id }) => id === key)!
      expect(snoozedUntil! - now).toBeGreaterThan(0.9 * DAY_MS)
      await panel.getByRole('button', { name: 'Remind me again' }).click()
      await expect
        .poll(async () => (await snapshotOf(page)).keys.find(({ id }) => id === key)?.snoozedUntil)
        .toBeUndefined()
    },
  )

  it.runIf(process.platform === 'linux')(
    'withdraws its visible notifications when the app locks',
    async () => {
      const { electron, page } = await open()
      const daemon = await daemonFor(electron)
      await addExpiring(page, 'grafana <prod>', 2.5)
      await expect.poll(() => daemon.shown.length).toBe(1)
      await call(page, 'lock:set', { passphrase: 'four words of mine' })
      await call(page, 'lock:now')
      await expect.poll(() => daemon.closed).toEqual([daemon.shown[0]!.id])
    },
  )

  it.runIf(process.platform === 'linux')(
    'reports whether a test notification was shown, with a service and after the service has ended',
    async () => {
      const { electron, page } = await open()
      const daemon = await daemonFor(electron)
      await page.getByRole('button', { name: 'Settings' }).first().click()
      const reminders = page.getByRole('region', { name: 'Reminders' })
      const test = reminders.getByRole('button', { name: 'Show a test notification' })
      await test.click()
      await reminders.getByText(/^Sent\./).waitFor()
      expect(daemon.shown.map(({ title }) => title)).toEqual(['Keyhold can remind you'])

      daemon.close()
      await unheard(page).waitFor()
      await test.click()
      await reminders.getByText('No notification service found.').waitFor()
      await reminders.getByText('This system shows no notifications').waitFor()
    },
  )
})
