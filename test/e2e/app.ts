/** The running program as the specs use it: the same interface in real Electron and in the browser host. */
import { afterAll, describe, expect, inject, onTestFailed, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import type { CallName, Input, Output } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'
import { isFull } from '../full.ts'
import { openElectron } from './electron-app.ts'
import { openInHost } from './host-app.ts'
import { openToShare, type Shared } from './lifetime.ts'
import type { Profile } from './profile.ts'
import { vaultOpened } from './vault-opened.ts'

export interface OpenOptions {
  /** The profile of an earlier start, to start on it again. Default: a new one, deleted when the test ends. */
  readonly profile?: Profile
  /** The socket of a Wayland desktop to run on, in Electron. Default: the available X display. */
  readonly waylandDisplay?: string
  /** The address of the session bus, in Electron. Default: one with a keyring. */
  readonly sessionBus?: string
}

export interface OpenedApp {
  readonly world: 'electron' | 'host'
  readonly page: Page
  readonly profile: Profile
  /** Returns what another program would paste. */
  readonly readClipboard: () => Promise<string>
  /** Copies `text` in another program. */
  readonly copyElsewhere: (text: string) => Promise<void>
  /** The text of the file that the user saves through `run`; the dialog that asks for its path is answered. */
  readonly savedBy: (run: () => Promise<unknown>) => Promise<string>
  /** Answers every later dialog for files and folders with this path; without one, the user closes them. */
  readonly choosePath: (path?: string) => Promise<void>
  /** Returns the Content Security Policy violations so far, and marks them as expected. Any that are not taken fail the test. */
  readonly takeViolations: () => string[]
  /** Quits the program. Runs automatically when the test ends. */
  readonly close: () => Promise<void>
}

export type Open = (options?: OpenOptions) => Promise<OpenedApp>

/** Registers `specs` once for real Electron (skipped with the reason if there is none) and once for the browser host. */
export function forEachWorld(specs: (open: Open) => void): void {
  inElectron(specs)
  describe('in the browser host', () => specs(openInHost))
}

/**
 * Registers `specs` for behaviour of the page alone, where both worlds must give the same result: once, in real Electron. In the full run, and on a
 * machine without Electron, they also run in the browser host. Specs of `forEachWorld` always run in the host.
 */
export function forPage(specs: (open: Open) => void): void {
  if (isFull || inject('electron') === undefined) forEachWorld(specs)
  else inElectron(specs)
}

/** Registers specs for parts that only Electron has: main, preload, protocol, window. */
export function inElectron(specs: (open: typeof openElectron) => void): void {
  const missing = inject('electron') === undefined
  describe.skipIf(missing)(missing ? 'in Electron (its program is not on this machine)' : 'in Electron', () =>
    specs(openElectron),
  )
}

/**
 * Makes an `open` whose program all tests of the surrounding `describe` share. The program starts with the first test that calls `open`, and ends
 * after the last test. Before each test, the page is loaded again, and the window's size and the settings are reset. The vault keeps what earlier
 * tests have added, so each test adds keys under names of its own. A violation fails the test that caused it. After a failed test, or if the program
 * has ended, the next test starts a new program.
 */
export function share<T extends Shareable | { readonly app: Shareable }>(
  open: () => Promise<T>,
): () => Promise<T> {
  const openFirst = async () => {
    const opened = await open()
    return { opened, app: appIn(opened), start: await startOf(appIn(opened).page) }
  }
  let running: Shared<Awaited<ReturnType<typeof openFirst>>> | undefined
  const end = async () => {
    const ending = running
    running = undefined
    await ending?.end()
  }
  afterAll(end)
  return async () => {
    onTestFailed(end)
    if (running?.opened.app.page.isClosed()) await end()
    if (running === undefined) running = await openToShare(openFirst)
    else await backTo(running.opened.start, running.opened.app.page)
    const { app, opened } = running.opened
    onTestFinished(() => expect(app.takeViolations()).toEqual([]))
    return opened
  }
}

type Shareable = Pick<OpenedApp, 'page' | 'takeViolations'>

const appIn = (opened: Shareable | { readonly app: Shareable }): Shareable =>
  'app' in opened ? opened.app : opened

/** The state to which a shared program is reset before each test. */
const startOf = async (page: Page) => ({
  size: await page.evaluate(() => ({ width: innerWidth, height: innerHeight })),
  settings: await settingsOf(page),
})

async function backTo({ size, settings }: Awaited<ReturnType<typeof startOf>>, page: Page): Promise<void> {
  const now = await settingsOf(page)
  const isChanged = (name: string) => {
    const valueIn = (all: object) => JSON.stringify((all as Record<string, unknown>)[name])
    return valueIn(now) !== valueIn(settings)
  }
  const changed = Object.entries(settings).filter(([name]) => isChanged(name))
  if (changed.length > 0) await call(page, 'settings:change', Object.fromEntries(changed))
  await page.setViewportSize(size)
  await page.reload()
  await vaultOpened(page)
}

async function settingsOf(page: Page) {
  const taken = await call(page, 'app:snapshot')
  if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
  return taken.value.settings
}

/** Calls main as the page does. */
export function call<K extends CallName>(
  page: Page,
  name: K,
  ...[input]: undefined extends Input<K> ? [] : [input: Input<K>]
): Promise<Result<Output<K>>> {
  const ask = (args: { name: string; input: unknown }) => {
    const { vault } = window as unknown as { vault: { call(name: string, input: unknown): Promise<string> } }
    return vault.call(args.name, args.input)
  }
  return page.evaluate(ask, { name, input }).then((text) => JSON.parse(text) as Result<Output<K>>)
}
