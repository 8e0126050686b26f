import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { call, inElectron } from './app.ts'
import { findings } from './axe-findings.ts'
import { hasForm, openCommandShell, type CommandForm, type CommandShell } from './command-shell.ts'
import type { ElectronApp } from './electron-app.ts'
import { startNotificationDaemon } from './notification-daemon.ts'
import { picture } from './pictures.ts'
import { busOf } from './served-bus.ts'
import { startSway, swayPrograms } from './sway.ts'

const SECRET = 'made-up secret of grafana-prod'
/** Longer than the time without input that a card requires before it accepts a key press. */
const QUIET_MS = 800

/** The program with one key, and a shell beside it. */
async function prepared(app: ElectronApp, form: CommandForm): Promise<CommandShell> {
  const added = await call(app.page, 'key:add', {
    secret: { from: 'typed', text: SECRET },
    fields: { name: 'grafana-prod', typedExpiry: 'never' },
  })
  if (!added.ok) throw new Error(added.error.kind)
  await expect
    .poll(() => existsSync(join(app.profile.homeDir, '.run', 'keyhold', 'command-line.sock')))
    .toBe(true)
  return openCommandShell(app.profile, form)
}

/** Returns the card's page once it shows a request and accepts key presses. */
async function cardOf(app: ElectronApp, seen?: Page): Promise<Page> {
  const isCard = (page: Page) => page.url().includes('approval.html')
  const card =
    seen ?? app.electron.windows().find(isCard) ?? (await app.electron.waitForEvent('window', isCard))
  await card.getByRole('button', { name: 'Deny' }).waitFor()
  await card.waitForTimeout(QUIET_MS)
  return card
}

/** In both themes, axe finds nothing serious on the page. */
async function isAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await findings(page), colorScheme).toEqual([])
  }
}

inElectron((open) => {
  describe.skipIf(process.platform !== 'linux')('a command that requests a secret in a terminal', () => {
    it.each(['relay', 'script'] as const)(
      'gets the secret after the person has allowed it (%s)',
      async (form) => {
        const app = await open()
        if (!hasForm(form)) return
        const shell = await prepared(app, form)
        const [first, card] = await Promise.all([
          shell.run('keyhold get grafana-prod --reason "Deploy the shop"'),
          cardOf(app).then(async (page) => {
            await expect.poll(() => page.getByText('Deploy the shop').isVisible()).toBe(true)
            expect(await findings(page)).toEqual([])
            await picture(page, 'approval-card')
            await page.keyboard.press('1')
            return page
          }),
        ])
        expect(first).toEqual({ out: SECRET, err: '', code: EXIT.done })

        // A permission for one time is used up by one request.
        const [second] = await Promise.all([
          shell.run('keyhold get grafana-prod'),
          cardOf(app, card).then((page) => page.getByRole('button', { name: 'For 15 minutes' }).click()),
        ])
        expect(second.out).toBe(SECRET)
        expect((await shell.run('keyhold get grafana-prod')).out).toBe(SECRET)
        const run = await shell.run(
          `keyhold run --env KEY=keyhold://secret/manual/grafana-prod -- sh -c 'printf %s "$KEY"; exit 9'`,
        )
        expect(run).toMatchObject({ out: SECRET, code: 9 })

        // A revoked permission no longer applies, and a denial is remembered until the person ends it.
        const { page } = app
        await page.keyboard.press('ControlOrMeta+,')
        const revoke = page.getByRole('button', { name: /^Revoke the approval of / })
        await revoke.waitFor()
        await revoke.click()
        await page.getByText('No program may use a secret without asking.').waitFor()
        const [denied] = await Promise.all([
          shell.run('keyhold get grafana-prod'),
          cardOf(app, card).then((page) => page.keyboard.press('Escape')),
        ])
        expect(denied).toMatchObject({ out: '', code: EXIT.denied })
        expect(await shell.run('keyhold get grafana-prod')).toMatchObject({ out: '', code: EXIT.denied })
        expect((await shell.run('keyhold ls')).out).toContain('grafana-prod')
        const forget = page.getByRole('button', { name: /^Allow asking again/ })
        await forget.waitFor()
        await forget.click()
        await page.getByText('You have denied no program.').waitFor()
        const [asked] = await Promise.all([
          shell.run('keyhold get grafana-prod'),
          cardOf(app, card).then((open) => open.keyboard.press('1')),
        ])
        expect(asked.out).toBe(SECRET)
        expect(app.takeViolations()).toEqual([])
      },
    )

    it('is allowed by no page without a press of the person', async () => {
      const app = await open()
      const shell = await prepared(app, 'script')
      const asked = shell.run('keyhold get grafana-prod')
      const card = await cardOf(app)
      const shown = await call(card, 'approval:card')
      if (!shown.ok || shown.value.card === undefined) throw new Error('There is no card')
      const answer = { card: shown.value.card.id, answer: 'once' } as const
      expect(await call(app.page, 'approval:decide', answer)).toEqual({
        ok: false,
        error: { kind: 'forbidden' },
      })
      expect(await call(card, 'approval:decide', answer)).toEqual({
        ok: false,
        error: { kind: 'limit', why: 'no-gesture' },
      })
      await card.keyboard.press('Escape')
      expect((await asked).code).toBe(EXIT.denied)
    })

    it('shows its card while the window is hidden, and is refused while the app is locked', async () => {
      const app = await open()
      const shell = await prepared(app, 'script')
      await app.electron.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.hide()
      })
      const asked = shell.run('keyhold get grafana-prod')
      const card = await cardOf(app)
      await card.keyboard.press('1')
      expect((await asked).out).toBe(SECRET)
      await call(app.page, 'lock:set', { passphrase: 'correct horse battery staple' })
      await call(app.page, 'lock:now')
      expect(await shell.run('keyhold get grafana-prod')).toMatchObject({ out: '', code: EXIT.locked })
      expect(await shell.run('keyhold ls')).toMatchObject({ out: '', code: EXIT.locked })
    })

    it('has a card that is accessible in both themes', async () => {
      const app = await open()
      const shell = await prepared(app, 'script')
      const asked = shell.run('keyhold get grafana-prod --reason "Deploy the shop"')
      const card = await cardOf(app)
      await isAccessible(card)
      await card.keyboard.press('Escape')
      expect((await asked).code).toBe(EXIT.denied)
    })

    it('lists what was answered, accessible in both themes', async () => {
      const app = await open()
      const shell = await prepared(app, 'script')
      const asked = shell.run('keyhold get grafana-prod')
      const card = await cardOf(app)
      await card.getByRole('button', { name: 'For 15 minutes' }).click()
      expect((await asked).code).toBe(EXIT.done)
      const denied = openCommandShell(app.profile, 'script').run('keyhold get grafana-prod')
      await cardOf(app, card).then((open) => open.keyboard.press('Escape'))
      expect((await denied).code).toBe(EXIT.denied)
      const { page } = app
      await page.keyboard.press('ControlOrMeta+,')
      await page.getByRole('button', { name: /^Revoke the approval of / }).waitFor()
      await page.getByRole('button', { name: /^Allow asking again/ }).waitFor()
      await isAccessible(page)
    })

    it('shows its card while the window fills the screen', async () => {
      const app = await open()
      const shell = await prepared(app, 'script')
      const isFull = () =>
        app.electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().some((window) => window.isFullScreen()),
        )
      await app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((window) => window.isVisible())
          ?.setFullScreen(true),
      )
      await expect.poll(isFull).toBe(true)
      const asked = shell.run('keyhold get grafana-prod')
      const card = await cardOf(app)
      const shown = await app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .filter((window) => window.getTitle().endsWith('approval'))
          .map((window) => [window.isVisible(), window.isAlwaysOnTop(), window.isFocused()]),
      )
      expect(shown).toEqual([[true, true, true]])
      await card.keyboard.press('1')
      expect((await asked).out).toBe(SECRET)
      expect(await isFull()).toBe(true)
    })

    it.skipIf(swayPrograms.isMissing)(
      `under Wayland, tells of its card by a notification, which brings it forward${swayPrograms.note}`,
      async () => {
        const sway = await startSway()
        const app = await open({ waylandDisplay: sway.display })
        const daemon = await startNotificationDaemon(await busOf(app.electron))
        onTestFinished(() => daemon.close())
        const shell = await prepared(app, 'script')
        const asked = shell.run('keyhold get grafana-prod')
        const card = await cardOf(app)
        await expect.poll(() => daemon.shown.length).toBe(1)
        const [shown] = daemon.shown
        expect(JSON.stringify(shown?.sent)).not.toContain('grafana-prod')
        const hide = () =>
          app.electron.evaluate(({ BrowserWindow }) => {
            for (const window of BrowserWindow.getAllWindows()) window.hide()
          })
        const isShown = () =>
          app.electron.evaluate(({ BrowserWindow }) =>
            BrowserWindow.getAllWindows().some(
              (window) => window.isVisible() && window.getTitle().endsWith('approval'),
            ),
          )
        await hide()
        expect(await isShown()).toBe(false)
        daemon.press(shown!.id, 'default')
        await expect.poll(isShown).toBe(true)
        await card.waitForTimeout(QUIET_MS)
        await card.keyboard.press('1')
        expect((await asked).out).toBe(SECRET)
      },
    )
  })
})
