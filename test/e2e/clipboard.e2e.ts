import { spawnSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { call, inElectron, share } from './app.ts'
import { swayPrograms, startSway, type Sway } from './sway.ts'

/* What other programs find on the clipboard. The specs read it with such a program, not with Electron. */

const SECRET = 'made-up-secret'

async function copyMadeUp(page: Page): Promise<void> {
  const fields = { name: 'Grafana', typedExpiry: 'never' as const }
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: SECRET }, fields })
  if (!added.ok) throw new Error(added.error.kind)
  expect(await call(page, 'key:copy', { key: added.value.key })).toMatchObject({ ok: true })
}

const xclip = (args: readonly string[], input?: string, selection = 'clipboard') =>
  spawnSync('xclip', ['-selection', selection, ...args], {
    encoding: 'utf8',
    timeout: 10_000,
    ...(input === undefined ? {} : { input, stdio: ['pipe', 'ignore', 'ignore'] }),
  })
const isWithoutXclip = xclip(['-version']).error !== undefined

describe.skipIf(isWithoutXclip)(isWithoutXclip ? 'under X11 (no xclip on this machine)' : 'under X11', () => {
  const outside = () => xclip(['-out']).stdout

  inElectron((openNew) => {
    const open = share(openNew)

    it('other programs can paste a copied secret until its time is over', async () => {
      const { page } = await open()
      await call(page, 'settings:change', { clipboardSeconds: 5 })
      await copyMadeUp(page)
      expect(outside()).toBe(SECRET)
      await expect.poll(outside).toBe('')
    })

    it('a copied secret never stays in the primary selection, which a middle click pastes', async () => {
      const { page, electron } = await open()
      const selected = () => xclip(['-out'], undefined, 'primary').stdout
      await electron.evaluate(({ clipboard }) => clipboard.writeText('a plain text'))
      expect(selected()).toBe('a plain text') // Chromium puts it there: the case under test
      await copyMadeUp(page)
      expect([outside(), selected()]).toEqual([SECRET, ''])
      xclip(['-in'], SECRET, 'primary')
      expect(await call(page, 'clipboard:clear')).toMatchObject({ ok: true })
      expect([outside(), selected()]).toEqual(['', ''])
    })

    it('Keyhold accepts the text that another program copied as input, but not its own copy', async () => {
      const { page } = await open()
      await copyMadeUp(page)
      const add = (name: string) =>
        call(page, 'key:add', { secret: { from: 'clipboard' }, fields: { name, typedExpiry: 'never' } })
      expect(await add('own')).toEqual({ ok: false, error: { kind: 'secret', why: 'own-copy' } })
      xclip(['-in'], 'from elsewhere')
      expect(await add('elsewhere')).toMatchObject({ ok: true })
    })

    it('what another program has copied since is left alone', async () => {
      const { page } = await open()
      await copyMadeUp(page)
      xclip(['-in'], 'a shopping list')
      await call(page, 'clipboard:clear')
      expect(outside()).toBe('a shopping list')
    })

    it('a copied secret is cleared when the program quits', async () => {
      const { page, close } = await openNew()
      await copyMadeUp(page)
      expect(outside()).toBe(SECRET)
      await close()
      expect(outside()).toBe('')
    })

    it('a copied secret that a killed program has left is cleared at the next start', async () => {
      const { page, electron, profile, close } = await openNew()
      await copyMadeUp(page)
      // The program kills itself. The process that the test started is a session around the program, and its end would let the program quit.
      await electron.evaluate(() => process.kill(process.pid, 'SIGKILL')).catch(() => undefined)
      await close().catch(() => undefined)
      xclip(['-in'], SECRET) // A clipboard manager keeps the text of a program that has ended.
      const again = await openNew({ profile })
      await again.page.waitForLoadState('load')
      await expect.poll(outside).toBe('')
    })
  })
})

describe.skipIf(swayPrograms.isMissing)(`under Wayland${swayPrograms.note}`, () => {
  const outside = (sway: Sway) => sway.run('wl-paste', ['--no-newline', '--type', 'text/plain'])

  inElectron((open) => {
    it('Keyhold notices that the desktop drops a copy, copies through wl-copy, and leaves alone what another program copies', async () => {
      const sway = await startSway()
      const { page, electron } = await open({ waylandDisplay: sway.display })
      await electron.evaluate(({ clipboard }) => clipboard.writeText('only our own'))
      expect(outside(sway)).not.toBe('only our own') // the case under test
      await copyMadeUp(page)
      expect(outside(sway)).toBe(SECRET)
      expect(await call(page, 'clipboard:clear')).toMatchObject({ ok: true })
      expect(outside(sway)).toBe('')

      await copyMadeUp(page)
      sway.run('wl-copy', [], 'a shopping list')
      await call(page, 'clipboard:clear')
      expect(outside(sway)).toBe('a shopping list')
    })
  })
})
