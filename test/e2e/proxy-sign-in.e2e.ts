import { chmodSync, writeFileSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { startRipeAtlas, type AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { fakeCertificate } from '../fakes/certificate.ts'
import { startConnectProxy, type ConnectProxy } from '../fakes/connect-proxy.ts'
import { call, inElectron, type OpenedApp } from './app.ts'

const HOST = 'atlas.example.test'
const PASSWORD = 'the-password'
const RIGHT = `Basic ${Buffer.from(`ann:${PASSWORD}`).toString('base64')}`
const certificate = fakeCertificate([HOST])

const named = (page: Page, name: string) => page.getByRole('dialog', { name })

/** A provider at {@link HOST}, a name that only the proxy resolves. */
async function startScene(): Promise<{ emulator: AtlasEmulator; proxy: ConnectProxy }> {
  const emulator = await startRipeAtlas({ keys: 12 })
  onTestFinished(() => emulator.close())
  const server = createServer(certificate, (socket) => {
    const target = connect(Number(new URL(emulator.origin).port), '127.0.0.1')
    for (const end of [socket, target]) end.on('error', () => undefined)
    socket.pipe(target).pipe(socket)
    socket.on('close', () => target.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const proxy = await startConnectProxy((server.address() as AddressInfo).port)
  onTestFinished(() => proxy.close())
  proxy.askFor(['Basic realm="corp"'], RIGHT)
  return { emulator, proxy }
}

/** Makes programs that start later use this proxy. */
function behind(address: string): void {
  for (const name of ['NO_PROXY', 'no_proxy', 'HTTP_PROXY', 'http_proxy', 'https_proxy', 'ALL_PROXY'])
    vi.stubEnv(name, undefined)
  vi.stubEnv('HTTPS_PROXY', address)
  onTestFinished(() => void vi.unstubAllEnvs())
}

/** Fills the form of a new account and sends it. */
async function connectAccount({ page, profile }: OpenedApp, emulator: AtlasEmulator): Promise<void> {
  const caFile = join(profile.homeDir, 'ca.pem')
  writeFileSync(caFile, certificate.cert)
  chmodSync(caFile, 0o644)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Connect account' }).first().click()
  await dialog.getByRole('button', { name: /^RIPE Atlas/ }).click()
  await dialog.getByRole('button', { name: /Advanced/ }).click()
  await dialog.getByLabel(/^Address/).fill(`https://${HOST}/api/v2/`)
  await dialog.getByLabel(/^Certificate file/).fill(caFile)
  await dialog.getByLabel(/^Account name/).fill('Lab')
  await dialog
    .locator('input')
    .and(page.getByLabel(/Managing API key/))
    .fill(emulator.credential)
  await dialog.getByRole('button', { name: /^Connect RIPE Atlas/ }).click()
}

inElectron((open) => {
  it('asks for the proxy’s user name and password above the form that needs them, and keeps the text in that form', async () => {
    const { emulator, proxy } = await startScene()
    behind(proxy.address)
    const app = await open()
    const { page } = app
    await connectAccount(app, emulator)
    await page.getByText('The proxy asks you to sign in').waitFor()
    await page.getByRole('button', { name: 'Sign in to the proxy…' }).click()

    const signIn = named(page, 'Sign in to the proxy')
    await signIn.getByText(proxy.address).waitFor()
    await signIn.getByText('The connection to this proxy is not encrypted').waitFor()
    await signIn.getByLabel('User name').fill('ann')
    await signIn.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByText('Sign-in for the proxy saved').first().waitFor()
    await signIn.waitFor({ state: 'detached' })

    const form = page.getByRole('dialog', { name: /^Connect RIPE Atlas/ })
    await form.getByRole('button', { name: /^Connect RIPE Atlas/ }).click()
    await page.getByRole('heading', { name: 'Lab connected' }).waitFor()
    expect(proxy.signIns).toContain(RIGHT)
    expect(emulator.requests.length).toBeGreaterThan(0)
    await page.getByRole('button', { name: /^Show keys of Lab/ }).click()

    await page.getByRole('button', { name: /^Settings/ }).click()
    const row = page.getByRole('region', { name: `Proxy ${proxy.address}` })
    await row.getByText('User name: ann.').waitFor()
    await row.getByRole('button', { name: 'Forget the sign-in' }).click()
    await row.getByText('No sign-in is stored for this proxy.').waitFor()
    expect(await call(page, 'keychain:count')).toMatchObject({ value: { proxyPasswords: 0 } })
  })

  it('uses the user name and password from the proxy address of the environment unchanged, and shows them nowhere', async () => {
    const { emulator, proxy } = await startScene()
    behind(proxy.address.replace('://', `://ann:${PASSWORD}@`))
    const app = await open()
    const { page } = app
    await connectAccount(app, emulator)
    await page.getByRole('heading', { name: 'Lab connected' }).waitFor()
    expect(proxy.signIns).toContain(RIGHT)
    const listed = await call(page, 'proxy:list')
    expect(listed).toMatchObject({ value: [{ address: proxy.address, inUse: true, isRefused: false }] })
    const answers = JSON.stringify([
      listed,
      await call(page, 'machine:facts'),
      await call(page, 'app:snapshot'),
    ])
    expect(answers).not.toContain(PASSWORD)
  })
})
