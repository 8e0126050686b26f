/**
 * The browser host: the built program in this process, and its built page in an installed Chromium. It does not imitate Electron: it passes in a
 * different world, but the gate and the page are the real ones.
 */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { KeychainPort } from '../../electron/core/ports/keychain.ts'
import { isFromPage, type SenderFrame } from '../../electron/ipc/sender.ts'
import { createPresses } from '../../electron/desktop/presses.ts'
import { systemClock } from '../../electron/main/system-clock.ts'
import { loadBuilt } from './built.ts'
import { CHROMIUM } from './chromium.ts'
import { eventTarget, HOST_ORIGIN, preparePage } from './page.ts'
import { createHostWorld, type Desktop, type HostWorld } from './world.ts'

interface Options {
  readonly profileDir: string
  readonly keychainService: string | undefined
  /** Replaces the system's keychain. */
  readonly keychain?: KeychainPort
  readonly desktop?: Desktop
}

/** A browser that the host starts and ends. */
interface OwnBrowser {
  /** Path of Chromium's executable: see {@link findChromium}. */
  readonly chromiumPath: string
  /** Chromium's own folder. The page stores nothing important there. */
  readonly browserDir: string
  readonly headless: boolean
}

/** A running browser. The host opens a context in it that shares no stored data with other contexts. */
interface RunningBrowser {
  readonly browser: Browser
}

const HEADLESS_SIZE = { width: 1_200, height: 800 }

export interface Host extends Pick<
  HostWorld,
  'clipboard' | 'openedLinks' | 'asked' | 'savedFiles' | 'fileDialogs'
> {
  readonly page: Page
  /** Resolves when the window has closed, through {@link close} or by the user. */
  readonly closed: Promise<void>
  /** Ends the program, then its own browser or its context. */
  close(): Promise<void>
}

type Listener = (
  event: { readonly senderFrame: SenderFrame },
  name: unknown,
  input: unknown,
) => Promise<unknown>

/** Starts the program and the page; the page has been loaded when this resolves. Rejects when there is no build. */
export async function openHost(options: Options & (OwnBrowser | RunningBrowser)): Promise<Host> {
  const built = await loadBuilt()
  const context = await openContext(options)
  const closed = new Promise<void>((resolve) => void context.once('close', () => resolve()))
  let listener: Listener | undefined
  const presses = createPresses(systemClock)
  let drop: Promise<readonly string[]> = Promise.resolve([])
  const page = await preparePage(context, async (...call) => listener?.(...call), {
    pressed: (type) => presses.saw(type, []),
    dropped: (paths) => void (drop = paths),
  })
  const { world, clipboard, openedLinks, asked, savedFiles, fileDialogs, close } = createHostWorld({
    built,
    profileDir: options.profileDir,
    keychainService: options.keychainService,
    keychain: options.keychain,
    desktop: options.desktop,
    gestures: { take: () => presses.take(), mayBeUnseen: () => false },
    fileDrops: { last: () => drop },
    pages: () => (page.isClosed() ? [] : [eventTarget(page)]),
  })
  const program = built.createApp(world)
  built.openGate<{ readonly senderFrame: SenderFrame }>({
    port: { handle: (_channel, given) => void (listener = given) },
    isTrusted: (event) => isFromPage(event, HOST_ORIGIN),
    handlers: program.handlers,
    report: (call, error) => world.log.unexpected(call, error),
  })
  await page.goto(`${HOST_ORIGIN}/`)
  return {
    page,
    closed,
    clipboard,
    openedLinks,
    asked,
    savedFiles,
    fileDialogs,
    async close() {
      await program.close()
      close()
      await context.close()
    },
  }
}

function openContext(given: OwnBrowser | RunningBrowser): Promise<BrowserContext> {
  if ('browser' in given) return given.browser.newContext({ viewport: HEADLESS_SIZE })
  const { browserDir, chromiumPath, headless } = given
  return chromium.launchPersistentContext(browserDir, {
    ...CHROMIUM,
    executablePath: chromiumPath,
    headless,
    viewport: headless ? HEADLESS_SIZE : null,
    // The program must end before the browser; Playwright's own signal handlers would end the browser first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
}
