/** The built page in an installed Chromium, at an https stand-in origin, with `window.vault` connected to this process. */
import type { BrowserContext, CDPSession, Frame, Page } from 'playwright-core'
import type { SenderFrame } from '../../electron/ipc/sender.ts'
import { type Listening, listeningAsText } from '../../electron/ipc/wire.ts'
import { createPageFiles } from '../../electron/main/page-files.ts'
import { PAGE_DIR } from './built.ts'

/** `.test` is reserved (RFC 2606), and no request ever leaves the browser. */
export const HOST_ORIGIN = 'https://keyhold.test'

/** One call in the form that the gate accepts. */
type Answer = (
  event: { readonly senderFrame: SenderFrame },
  name: unknown,
  input: unknown,
) => Promise<unknown>

/** What the page reports to the host besides its calls. */
export interface Observed {
  /** A real input event. */
  readonly pressed: (type: string) => void
  /** Files were dropped on the page; the promise is for their whole paths. */
  readonly dropped: (paths: Promise<readonly string[]>) => void
}

/** Opens the page in `context`; `answer` gets its calls. The caller loads the page. */
export async function preparePage(
  context: BrowserContext,
  answer: Answer,
  { pressed, dropped }: Observed,
): Promise<Page> {
  const serve = createPageFiles(PAGE_DIR)
  await context.route('**/*', async (route) => {
    const request = route.request()
    const { origin, pathname } = new URL(request.url())
    if (origin !== HOST_ORIGIN) return route.abort('blockedbyclient')
    const { status, headers, body } = await serve(request.method(), pathname)
    return route.fulfill({ status, headers: { ...headers }, body: Buffer.from(body) })
  })
  // Ten thousand rows cross as one text, because Playwright would wrap each of their values separately.
  await context.exposeBinding('keyholdCall', async ({ frame }, name: unknown, input: unknown) =>
    JSON.stringify(await answer({ senderFrame: senderOf(frame) }, name, input)),
  )
  await context.exposeBinding('keyholdPressed', (_source, type: string) => pressed(type))
  await context.exposeBinding('keyholdDropped', ({ page }) => dropped(droppedPaths(page)))
  await context.addInitScript(installVault)
  await context.addInitScript(reportPresses)
  await context.addInitScript(reportDrops)
  return context.pages()[0] ?? context.newPage()
}

/** The absolute paths of the files that {@link reportDrops} has kept. The browser knows them, but reveals them to no page. */
async function droppedPaths(page: Page): Promise<readonly string[]> {
  const browser = await page.context().newCDPSession(page)
  try {
    const { result: list } = await browser.send('Runtime.evaluate', { expression: 'keyholdFiles' })
    const { result: members } = await browser.send('Runtime.getProperties', {
      objectId: list.objectId ?? '',
      ownProperties: true,
    })
    const files = members.flatMap(({ value }) => (value?.className === 'File' ? [value.objectId ?? ''] : []))
    return await Promise.all(files.map((objectId) => pathOf(browser, objectId)))
  } finally {
    await browser.detach()
  }
}

const pathOf = async (browser: CDPSession, objectId: string): Promise<string> =>
  (await browser.send('DOM.getFileInfo', { objectId })).path

const senderOf = (frame: Frame): SenderFrame => ({
  origin: new URL(frame.url()).origin,
  parent: frame.parentFrame(),
})

type Listener = (name: string, payload: string | undefined) => void

/** Does the work of Electron's preload script. Runs in the page, so it uses nothing from outside the function. */
function installVault(): void {
  if (window.top !== window) return
  const listeners = new Set<Listener>()
  const bound = window as unknown as {
    keyholdCall: (name: string, input: unknown) => Promise<string>
    keyholdEvent: Listener
  }
  bound.keyholdEvent = (name, payload) => listeners.forEach((listener) => listener(name, payload))
  const vault = {
    call: (name: string, input: unknown) => bound.keyholdCall(name, input),
    listen(listener: Listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  Object.defineProperty(window, 'vault', { value: Object.freeze(vault) })
}

/**
 * Reports input that the browser itself delivers, as main receives it in Electron. Runs before the page, and leaves no function that the page could
 * call.
 */
function reportPresses(): void {
  const holder = window as unknown as { keyholdPressed?: (type: string) => void }
  const report = holder.keyholdPressed
  delete holder.keyholdPressed
  const listen = (name: 'keydown' | 'pointerdown', type: string) =>
    addEventListener(
      name,
      (event) => {
        if (event.isTrusted && !(event instanceof KeyboardEvent && event.repeat)) report?.(type)
      },
      { capture: true },
    )
  listen('keydown', 'keyDown')
  listen('pointerdown', 'pointerDown')
}

/** Reports dropped files, and keeps them for {@link droppedPaths}. Runs before the page. */
function reportDrops(): void {
  const holder = window as unknown as { keyholdDropped?: () => void; keyholdFiles?: readonly File[] }
  const report = holder.keyholdDropped
  delete holder.keyholdDropped
  addEventListener(
    'drop',
    ({ isTrusted, dataTransfer }) => {
      if (!isTrusted || dataTransfer === null) return
      holder.keyholdFiles = [...dataTransfer.files]
      report?.()
    },
    { capture: true },
  )
}

/** Sends the program's events as the same texts as in Electron. Events for a closed page are dropped. */
export function eventTarget(page: Page) {
  const target: Listening = {
    send(_channel, name, payload) {
      page
        .evaluate(
          (event) => {
            const { keyholdEvent } = window as unknown as { keyholdEvent?: Listener }
            keyholdEvent?.(event.name, event.payload)
          },
          { name, payload: payload as string | undefined },
        )
        .catch(() => undefined)
    },
  }
  return listeningAsText(() => (page.isClosed() ? [] : [target]))
}
