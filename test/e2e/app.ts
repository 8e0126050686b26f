/** The running program as specs see it: the same handle in real Electron and in the browser host. */
import { describe, inject } from 'vitest'
import type { Page } from 'playwright-core'
import type { CallName, Input, Output } from '../../shared/contract/contract.ts'
import type { Result } from '../../shared/contract/errors.ts'
import { openElectron } from './electron-app.ts'
import { openInHost } from './host-app.ts'
import type { Profile } from './profile.ts'

export interface OpenOptions {
  /** A profile of an earlier start, to start again on it. Default: a new one, thrown away when the test ends. */
  readonly profile?: Profile
  /** The socket of a Wayland desktop to run on, in Electron. Default: the X display that is there. */
  readonly waylandDisplay?: string
}

export interface OpenedApp {
  readonly world: 'electron' | 'host'
  readonly page: Page
  readonly profile: Profile
  /** What another program would paste. */
  readonly readClipboard: () => Promise<string>
  /** Copying in another program. */
  readonly copyElsewhere: (text: string) => Promise<void>
  /** The text of the file that `act` has the user save; the question where it goes is answered. */
  readonly savedBy: (act: () => Promise<unknown>) => Promise<string>
  /** Content Security Policy violations so far; taking them says that they were meant. Any left fail the test. */
  readonly takeViolations: () => string[]
  /** Ends the program as quitting does. Happens by itself when the test ends. */
  readonly close: () => Promise<void>
}

export type Open = (options?: OpenOptions) => Promise<OpenedApp>

/** Says `specs` once for real Electron (skipped, with its reason, where there is none) and once for the browser host. */
export function forEachWorld(specs: (open: Open) => void): void {
  inElectron(specs)
  describe('in the browser host', () => specs(openInHost))
}

/**
 * Says `specs` for what the page alone decides, so that both worlds answer alike: once, in real Electron. `KEYHOLD_TEST_EVERY_WORLD=1`, and a
 * machine without Electron, have the browser host play them, too. Specs by `forEachWorld` are the standing sample of the host.
 */
export function forPage(specs: (open: Open) => void): void {
  const isEveryWorld = process.env.KEYHOLD_TEST_EVERY_WORLD === '1'
  if (isEveryWorld || inject('electron') === undefined) forEachWorld(specs)
  else inElectron(specs)
}

/** For what only Electron has: main, preload, protocol, window. */
export function inElectron(specs: (open: typeof openElectron) => void): void {
  const missing = inject('electron') === undefined
  describe.skipIf(missing)(missing ? 'in Electron (its program is not on this machine)' : 'in Electron', () =>
    specs(openElectron),
  )
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
