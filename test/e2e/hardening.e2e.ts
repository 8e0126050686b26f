import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, inject, it, onTestFinished } from 'vitest'
import { call, inElectron, share } from './app.ts'
import type { ElectronApp } from './electron-app.ts'
import { palettePage } from './palette-page.ts'

/** A server that must never receive a request from the page, and the number of requests that it received. */
async function deafServer() {
  let requests = 0
  const server = createServer((_request, response) => {
    requests += 1
    response.end('here')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests: () => requests }
}

/** Runs `script` in a page of the session without a preload script, and returns whether main refused the navigation that followed. */
async function isNavigationRefused({ electron }: ElectronApp, script: string): Promise<boolean> {
  return electron.evaluate(async ({ BrowserWindow }, code) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents
    const bare = new BrowserWindow({ show: false, webPreferences: { session, sandbox: true } })
    await bare.loadURL('keyhold://app/')
    // Main's handler was registered at the start, so it has run before this handler does.
    const answer = new Promise<boolean>((resolve) =>
      bare.webContents.once('will-frame-navigate', (event) => resolve(event.defaultPrevented)),
    )
    void bare.webContents.executeJavaScript(code).catch(() => undefined)
    const isRefused = await answer
    bare.destroy()
    return isRefused
  }, script)
}

const permissionState = (page: Page, name: string) =>
  page.evaluate(async (asked) => (await navigator.permissions.query({ name: asked as never })).state, name)

inElectron((openNew) => {
  const open = share(openNew)

  it.runIf(process.platform === 'linux')('runs the page in a sandbox that the kernel enforces', async () => {
    const { electron, page } = await open()
    const pid = await electron.evaluate(
      ({ BrowserWindow }, url) =>
        BrowserWindow.getAllWindows()
          .find(({ webContents }) => webContents.getURL() === url)!
          .webContents.getOSProcessId(),
      page.url(),
    )
    // 2: a system call filter. With --no-sandbox it is 0, while the window's preferences still say "sandbox".
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m)
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('--no-sandbox')
  })

  it.runIf(process.platform === 'linux')('writes no memory of main or of a page to a core file', async () => {
    const { electron } = await open()
    const pids = () =>
      electron.evaluate(({ app, BrowserWindow }) => {
        const windows = BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId())
        const all = [process.pid, ...windows, ...app.getAppMetrics().map(({ pid }) => pid)]
        return all.filter((pid) => pid !== 0) // A window that has not loaded yet has no process.
      })
    const limitOf = (pid: number) =>
      /^Max core file size +(\S+ +\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1]
    // A process may end between the list and its check, so each check lists them again.
    await expect
      .poll(async () => [...new Set(await pids())].map(limitOf).every((limit) => /^0 +0$/.test(limit ?? '')))
      .toBe(true)
  })

  it('gives the page no Node and nothing of Electron but two functions', async () => {
    const { page } = await open()
    const reach = await page.evaluate(() => ({
      globals: ['require', 'process', 'Buffer', 'module', 'global', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
      vault: Object.keys((window as unknown as { vault: object }).vault).sort(),
    }))
    expect(reach).toEqual({ globals: [], vault: ['call', 'listen'] })
  })

  it('denies every permission', async () => {
    const { page } = await open()
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
    const states = await Promise.all(names.map((name) => permissionState(page, name)))
    expect(states).toEqual(names.map(() => 'denied'))
  })

  it('denies a permission that the page requests', async () => {
    const { page } = await open()
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
    const camera = page.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }).then(String))
    await expect(camera).rejects.toThrow(/NotAllowed|denied|NotFound/i)
  })

  it('navigates to no other address', async () => {
    const app = await open()
    const { url } = await deafServer()
    expect(await isNavigationRefused(app, "location.href = 'https://keyhold.example/'")).toBe(true)
    expect(await isNavigationRefused(app, "location.href = 'keyhold://other/'")).toBe(true)
    expect(await isNavigationRefused(app, "location.assign('/assets/')")).toBe(true)
    await app.page.evaluate((target) => void (location.href = target), url)
    expect(app.page.url()).toMatch(/^keyhold:\/\/app\/\?theme=\w+$/)
  })

  it('lets the page open no window', async () => {
    const { electron, page } = await open()
    const opened = await page.evaluate(() =>
      ['https://keyhold.example/', 'about:blank', location.href].map((url) => window.open(url) === null),
    )
    expect(opened).toEqual([true, true, true])
    await palettePage(electron) // the second window
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2)
  })

  it('has no web views', async () => {
    const { page } = await open()
    const isPlain = await page.evaluate(() => !('getWebContentsId' in document.createElement('webview')))
    expect(isPlain).toBe(true)
  })

  it('fetches nothing', async () => {
    const { page, takeViolations } = await open()
    const { url, requests } = await deafServer()
    await expect(page.evaluate((target) => fetch(target).then(String), url)).rejects.toThrow(
      'Failed to fetch',
    )
    await expect(page.evaluate(() => fetch('/index.html').then(String))).rejects.toThrow('Failed to fetch')
    await expect.poll(takeViolations).not.toEqual([])
    expect(requests()).toBe(0)
    await page.evaluate(() => undefined)
    takeViolations() // of the second request
  })

  it('has a session without network, whatever the policy of a page allows', async () => {
    const { electron } = await open()
    const { url, requests } = await deafServer()
    const loaded = electron.evaluate(async ({ BrowserWindow }, target) => {
      const { session } = BrowserWindow.getAllWindows()[0]!.webContents
      const bare = new BrowserWindow({ show: false, webPreferences: { session } })
      await bare.loadURL(target).finally(() => bare.destroy())
    }, url)
    await expect(loaded).rejects.toThrow('ERR_BLOCKED_BY_CLIENT')
    expect(requests()).toBe(0)
  })

  it('keeps the page’s storage in memory alone', async () => {
    const { electron } = await open()
    const isPersistent = await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.session.isPersistent(),
    )
    expect(isPersistent).toBe(false)
  })

  it('serves nothing but the files of the page', async () => {
    const { electron } = await open()
    const paths = ['%2e%2e/main/main.js', '..%2fmain%2fmain.js', 'package.json', 'assets']
    const statuses = await electron.evaluate(async ({ BrowserWindow }, targets) => {
      const { session } = BrowserWindow.getAllWindows()[0]!.webContents
      const statusOf = (target: string) => {
        const bare = new BrowserWindow({ show: false, webPreferences: { session } })
        bare.loadURL(`keyhold://app/${target}`).catch(() => undefined)
        const status = new Promise<number>((resolve) =>
          bare.webContents.once('did-navigate', (_event, _url, code) => resolve(code)),
        )
        return status.finally(() => bare.destroy())
      }
      return Promise.all(targets.map(statusOf))
    }, paths)
    expect(statuses).toEqual(paths.map(() => 404))
  })

  it('refuses the calls of its own window after that window was led to another page', async () => {
    const { electron, page } = await openNew()
    await electron.evaluate(({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows()
      const main = windows.find((window) => window.webContents.getURL().startsWith('keyhold://app/?'))!
      main.webContents.removeAllListeners('did-navigate') // Otherwise main would load its own page again.
      // Electron rejects this if the earlier load stops only now, although the new one continues.
      void main.loadURL('about:blank').catch(() => undefined)
    })
    await page.waitForURL('about:blank')
    expect(await call(page, 'app:snapshot')).toEqual({ ok: false, error: { kind: 'forbidden' } })
  })

  it('refuses the calls of a foreign window, even with Keyhold’s page in it', async () => {
    const { electron } = await open()
    const preload = join(inject('electron')!.appDir, 'out', 'preload', 'preload.cjs')
    await palettePage(electron) // the last window of Keyhold's own, so that the next window is foreign
    const opening = electron.waitForEvent('window')
    await electron.evaluate(({ BrowserWindow }, preloadPath) => {
      const { session } = BrowserWindow.getAllWindows()[0]!.webContents
      const webPreferences = { session, preload: preloadPath }
      void new BrowserWindow({ show: false, webPreferences }).loadURL('keyhold://app/')
    }, preload)
    const stranger = await opening
    await stranger.waitForURL('keyhold://app/')
    await expect(call(stranger, 'app:snapshot')).rejects.toThrow('No handler registered')
    await stranger.close()
  })

  it('runs only scripts and applies only styles that its policy names', async () => {
    const { page, takeViolations } = await open()
    await page.evaluate(() => {
      const image = document.createElement('img')
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='
      const style = document.createElement('style')
      style.textContent = 'body { color: rgb(1, 2, 3) }'
      document.body.append(image, style)
    })
    const inline = page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.body.append(script)
    })
    await expect(inline).rejects.toThrow('TrustedScript')
    await expect.poll(takeViolations).not.toEqual([])
    expect(await page.evaluate(() => 'ran' in window)).toBe(false)
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe('rgb(1, 2, 3)')
    takeViolations() // of the style and of the script
  })

  it('applies styles with the nonce of this load, which the page’s libraries need', async () => {
    const { page } = await open()
    const color = await page.evaluate(() => {
      const style = document.createElement('style')
      style.nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')!.nonce
      style.textContent = 'html { outline: 1px solid rgb(1, 2, 3) }'
      document.head.append(style)
      return getComputedStyle(document.documentElement).outlineColor
    })
    expect(color).toBe('rgb(1, 2, 3)')
  })
})
