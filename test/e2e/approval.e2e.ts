import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { call, inElectron } from './app.ts'
import { findings } from './axe-findings.ts'
import { hasForm, openCommandShell, type CommandForm, type CommandShell } from './command-shell.ts'
import type { ElectronApp } from './electron-app.ts'
import { picture } from './pictures.ts'

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

        // A revoked permission no longer applies, and a denial is remembered.
        const listed = await call(app.page, 'approval:list')
        if (!listed.ok) throw new Error(listed.error.kind)
        for (const { id } of listed.value.approvals) await call(app.page, 'approval:revoke', { id })
        const [denied] = await Promise.all([
          shell.run('keyhold get grafana-prod'),
          cardOf(app, card).then((page) => page.keyboard.press('Escape')),
        ])
        expect(denied).toMatchObject({ out: '', code: EXIT.denied })
        expect(await shell.run('keyhold get grafana-prod')).toMatchObject({ out: '', code: EXIT.denied })
        expect((await shell.run('keyhold ls')).out).toContain('grafana-prod')
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
  })
})
