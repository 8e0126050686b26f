/** Imitates a page that an attacker controls: tries everything that the contract and the platform allow. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { KeyId } from '../../shared/model/model.ts'
import { call, inElectron, share } from './app.ts'
import type { ElectronApp } from './electron-app.ts'
import { startListeners } from './listeners.ts'
import { press } from './outside.ts'
import { tryEveryExit } from './ways-out.ts'

const SECRET = 'kh-taken-over-secret-1'
const NAME = 'carried-out.example'

async function withKey({ page }: Pick<ElectronApp, 'page'>): Promise<KeyId> {
  const secret = { from: 'typed', text: SECRET } as const
  const added = await call(page, 'key:add', { secret, fields: { name: 'precious' } })
  if (!added.ok) throw new Error(added.error.kind)
  return added.value.key
}

const form = (baseUrl: string) => ({
  provider: 'ripe-atlas',
  name: 'x',
  settings: { baseUrl },
  credential: { from: 'clipboard' } as const,
})

/** Replaces the browser and the save dialog with functions that only record their calls. */
async function noted({ electron }: ElectronApp) {
  const notes = await electron.evaluateHandle(({ dialog, shell }) => {
    const kept = { opened: [] as string[], saved: 0 }
    shell.openExternal = async (address) => void kept.opened.push(address)
    const save = () => {
      kept.saved += 1
      return new Promise((resolve) => setTimeout(resolve, 500, { canceled: true, filePath: '' }))
    }
    dialog.showSaveDialog = save as unknown as typeof dialog.showSaveDialog
    return kept
  })
  return () => notes.evaluate(({ opened, saved }) => ({ opened: [...opened], saved }))
}

/** Makes the same call many times at once from the page; counts each answer. */
const flood = (page: Page, times: number, name: string, input: unknown) =>
  page.evaluate(
    async (given) => {
      const { vault } = window as unknown as {
        vault: { call(name: string, input: unknown): Promise<string> }
      }
      const answers = await Promise.all(
        Array.from({ length: given.times }, () => vault.call(given.name, given.input)),
      )
      const counts: Record<string, number> = {}
      for (const text of answers) {
        const { ok, error } = JSON.parse(text) as { ok: boolean; error?: { kind: string; why?: string } }
        const answer = ok ? 'ok' : `${String(error?.kind)} ${error?.why ?? ''}`.trim()
        counts[answer] = (counts[answer] ?? 0) + 1
      }
      return counts
    },
    { times, name, input },
  )

const ourPage = /^keyhold:\/\/app\/\?theme=\w+$/

inElectron((openNew) => {
  const open = share(openNew)

  it('sends nothing by any means of the platform, and looks up no name', async () => {
    const { electron, page, profile, takeViolations } = await openNew()
    const { tcp, udp, heard } = await startListeners()
    const targets = { tcp, udp, name: NAME, mayFrame: false }
    const logPath = join(profile.homeDir, 'net-log.json')
    await electron.evaluate(({ netLog }, path) => netLog.startLogging(path), logPath)

    expect(await page.evaluate(tryEveryExit, targets)).not.toContain('WebRTC')
    await electron.evaluate(({ netLog }) => netLog.stopLogging())
    expect(heard()).toEqual({ connections: 0, packets: 0 })
    expect(readFileSync(logPath, 'utf8')).not.toMatch(/"host(name)?":"[^"]*carried-out/)
    expect(page.url().replace('#here', '')).toMatch(ourPage)
    await page.waitForTimeout(500) // violations are reported late
    takeViolations()
  })

  it('could send nothing even without its policy, because the session has no network', async () => {
    const { electron, page, takeViolations } = await open()
    const { tcp, udp, heard } = await startListeners()
    const script = `(${tryEveryExit.toString()})(${JSON.stringify({ tcp, udp, name: NAME, mayFrame: true })})`
    const begun = await electron.evaluate(async ({ BrowserWindow }, code) => {
      const { session } = BrowserWindow.getAllWindows()[0]!.webContents
      const bare = new BrowserWindow({ show: false, webPreferences: { session, sandbox: true } })
      await bare.loadURL('about:blank')
      const done = (await bare.webContents.executeJavaScript(code, true)) as string[]
      bare.destroy()
      return done
    }, script)
    expect(begun).toEqual(
      expect.arrayContaining(['WebRTC', 'WebSocket', 'beacon', 'img', 'form', 'preconnect']),
    )
    expect(heard()).toEqual({ connections: 0, packets: 0 })
    await expect.poll(takeViolations).not.toEqual([]) // violations of the policy that the page gave itself
    await page.waitForTimeout(500) // violations are reported late
    takeViolations()
  })

  it('is ended with its process when it creates a frame, and its window loads Keyhold’s page again', async () => {
    const { electron, page, profile } = await openNew()
    const { tcp, udp, heard } = await startListeners()
    const logPath = join(profile.homeDir, 'net-log.json')
    await electron.evaluate(({ netLog }, path) => netLog.startLogging(path), logPath)
    const contents = await electron.evaluateHandle(({ BrowserWindow }) => {
      const isMain = (window: Electron.BrowserWindow) =>
        window.webContents.getURL().startsWith('keyhold://app/?')
      const { webContents } = BrowserWindow.getAllWindows().find(isMain)!
      const kept = { loads: 0, gone: [] as string[] }
      webContents.on('did-finish-load', () => (kept.loads += 1))
      webContents.on('render-process-gone', (_event, { reason }) => void kept.gone.push(reason))
      return kept
    })
    const made = page.evaluate(
      async (targets) => {
        const frame = document.createElement('iframe')
        document.body.append(frame)
        const { RTCPeerConnection: Taken } = frame.contentWindow as Window & typeof globalThis
        const turn = { username: 'x', credential: 'x' }
        const one = new Taken({
          iceServers: [
            { urls: `turn:turn.${targets.name}:3478?transport=tcp`, ...turn },
            { urls: `turn:127.0.0.1:${String(targets.tcp)}?transport=tcp`, ...turn },
            { urls: `stun:127.0.0.1:${String(targets.udp)}` },
          ],
        })
        one.createDataChannel('out')
        await one.setLocalDescription(await one.createOffer())
        await new Promise((resolve) => setTimeout(resolve, 3_000))
      },
      { tcp, udp, name: NAME },
    )
    await expect(made).rejects.toThrow(/crashed|closed|destroyed/i)
    await expect.poll(() => contents.evaluate(({ loads }) => loads)).toBe(1)
    expect(await contents.evaluate(({ gone }) => gone)).toHaveLength(1)
    await electron.evaluate(({ netLog }) => netLog.stopLogging())
    expect(heard()).toEqual({ connections: 0, packets: 0 })
    expect(readFileSync(logPath, 'utf8')).not.toMatch(/"host(name)?":"[^"]*carried-out/)
  })

  it('cannot make main send anything to an address of its choice', async () => {
    const { page, outside, copyElsewhere } = await open()
    const before = (await outside.asked()).length
    const { tcp, heard } = await startListeners()
    const key = await withKey({ page })
    const address = form(`http://127.0.0.1:${String(tcp)}/`)
    await call(page, 'key:copy', { key })
    await press(page)
    expect(await call(page, 'account:test', address)).toMatchObject({ ok: false, error: { kind: 'secret' } })

    await copyElsewhere('what-another-program-copied')
    await page.waitForTimeout(5_100) // until now the earlier press was still valid
    const unseen = await call(page, 'account:test', address)
    expect(unseen).toEqual({ ok: false, error: { kind: 'limit', why: 'no-gesture' } })
    await outside.answer(false)
    for (const name of ['account:test', 'account:connect'] as const) {
      await press(page)
      expect(await call(page, name, address)).toMatchObject({
        ok: false,
        error: { kind: 'host', why: 'refused' },
      })
    }
    expect((await outside.asked()).slice(before)).toEqual(
      Array.from({ length: 2 }, () => `Connect to http://127.0.0.1:${String(tcp)}?`),
    )
    expect(heard().connections).toBe(0)
    const history = await call(page, 'history:list', { limit: 9 })
    const kinds = history.ok ? history.value.map(({ kind }) => kind) : []
    expect(kinds.filter((kind) => kind === 'host-refused')).toHaveLength(2)
  })

  it('gets no secret without a real press, and one secret for each press', async () => {
    const { page } = await open()
    const key = await withKey({ page })
    await page.evaluate(() => {
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'keydown', 'touchstart'])
        document.body.dispatchEvent(new Event(type, { bubbles: true }))
      document.body.click()
    })
    expect(await flood(page, 200, 'key:reveal-secret', { key })).toEqual({ 'limit no-gesture': 200 })
    await press(page)
    expect(await flood(page, 200, 'key:reveal-secret', { key })).toEqual({ ok: 1, 'limit no-gesture': 199 })
  })

  it('gets at most 20 secrets in a minute, however often the person presses', async () => {
    const { page } = await openNew()
    const key = await withKey({ page })
    const answers: string[] = []
    for (let times = 0; times < 25; times++) {
      await press(page)
      const answer = await call(page, 'key:reveal-secret', { key })
      answers.push(answer.ok ? 'ok' : 'why' in answer.error ? answer.error.why : answer.error.kind)
    }
    expect(answers).toEqual([
      ...Array.from({ length: 20 }, () => 'ok'),
      ...Array.from({ length: 5 }, () => 'too-often'),
    ])
  })

  it('opens no browser and no dialog without a real press, and one for each press', async () => {
    const app = await open()
    const { page, outside } = app
    const notes = await noted(app)
    const before = (await outside.asked()).length
    const key = await withKey(app)
    await call(page, 'key:edit', { key, fields: { consoleUrl: `https://${NAME}/?take=this` } })

    expect(await flood(page, 300, 'app:open-link', { to: 'key-console', key })).toEqual({
      'limit no-gesture': 300,
    })
    expect(await flood(page, 200, 'keys:export', { keys: [key], format: 'csv' })).toEqual({
      'limit no-gesture': 200,
    })
    expect(await notes()).toEqual({ opened: [], saved: 0 })

    await outside.answer(false)
    await press(page)
    expect(await flood(page, 300, 'app:open-link', { to: 'key-console', key })).toMatchObject({
      'host refused': 1,
    })
    expect((await outside.asked()).slice(before)).toEqual([`Open ${NAME}:443 in your browser?`])
    await press(page)
    await flood(page, 200, 'keys:export', { keys: [key], format: 'csv' })
    expect(await notes()).toEqual({ opened: [], saved: 1 })

    await outside.answer(true)
    await press(page)
    await call(page, 'app:open-link', { to: 'key-console', key })
    expect((await notes()).opened).toEqual([`https://${NAME}/?take=this`])
  })

  it('cannot print, cannot ask, and cannot keep its window open', async () => {
    const { electron, page } = await openNew()
    const said: string[] = []
    page.on('console', (message) => void said.push(message.text()))
    const answers = await page.evaluate(() => {
      for (let times = 0; times < 50; times++) {
        alert('x')
        print()
      }
      addEventListener('beforeunload', (event) => event.preventDefault())
      return confirm('x')
    })
    expect(answers).toBe(false)
    await expect
      .poll(() => said.filter((text) => text.includes("call to 'print()'")).length)
      .toBeGreaterThan(0)
    await press(page) // Chromium asks before leaving only after a key press
    const ended = electron.waitForEvent('close')
    await electron.evaluate(({ app }) => setTimeout(() => app.quit()))
    await ended
  })

  it.each([
    ['about:blank', () => void (location.href = 'about:blank')],
    ['about:srcdoc', () => void (location.href = 'about:srcdoc')],
    ['a blob', () => void (location.href = URL.createObjectURL(new Blob(['x'], { type: 'text/html' })))],
    ['data', () => void (location.href = 'data:text/html,x')],
    ['chrome:', () => void (location.href = 'chrome://gpu')],
    ['itself, again and again', () => Array.from({ length: 50 }, () => location.reload())],
    ['back', () => history.back()],
  ])('does not leave its page for %s', async (_where, leave) => {
    const { page, takeViolations } = await open()
    await page.evaluate(() => void ((window as unknown as { stays: boolean }).stays = true))
    await page.evaluate(leave)
    await page.waitForTimeout(700)
    expect(page.url()).toMatch(ourPage)
    expect(await page.evaluate(() => (window as unknown as { stays?: boolean }).stays)).toBe(true)
    expect(await call(page, 'app:snapshot')).toMatchObject({ ok: true })
    takeViolations()
  })

  it('loses its window to Keyhold’s own page after that window was led away', async () => {
    const { electron, page } = await open()
    const back = await electron.evaluate(async ({ BrowserWindow }) => {
      const isMain = (window: Electron.BrowserWindow) =>
        window.webContents.getURL().startsWith('keyhold://app/?')
      const { webContents } = BrowserWindow.getAllWindows().find(isMain)!
      const seen: string[] = []
      for (const elsewhere of ['about:blank', 'keyhold://other/']) {
        const home = new Promise<void>((resolve) =>
          webContents.on('did-navigate', (_event, address) => {
            seen.push(address.replace(/theme=.*/, ''))
            if (address.startsWith('keyhold://app/?')) resolve()
          }),
        )
        void webContents.loadURL(elsewhere).catch(() => undefined)
        await home
        webContents.removeListener('did-navigate', webContents.listeners('did-navigate').at(-1) as () => void)
      }
      return seen
    })
    expect(back).toEqual(['about:blank', 'keyhold://app/?', 'keyhold://app/?'])
    await page.getByRole('main').waitFor()
    expect(await call(page, 'app:snapshot')).toMatchObject({ ok: true })
  })

  it('is refused a flood of calls and a too large call, and main continues', async () => {
    const { page } = await open()
    const calls = await flood(page, 5_000, 'account:sync-all', undefined)
    expect(calls.ok! + (calls['limit too-many-calls'] ?? 0)).toBe(5_000)
    const big = await flood(page, 3, 'key:copy', { key: 'x'.repeat(20_000_000) })
    expect(big).toEqual({ 'limit too-large': 3 })
    expect(await call(page, 'app:snapshot')).toMatchObject({ ok: true })
  })
})
