/** The built page in an installed Chromium, at an https stand-in origin, with `window.vault` led to this process. */
import type { BrowserContext, Frame, Page } from 'playwright-core'
import type { SenderFrame } from '../../electron/ipc/sender.ts'
import { type Listening, listeningAsText } from '../../electron/ipc/push.ts'
import { createPageFiles } from '../../electron/main/page-files.ts'
import { PAGE_DIR } from './built.ts'

/** `.test` belongs to nobody (RFC 2606), and no request ever leaves the browser. */
export const HOST_ORIGIN = 'https://keyhold.test'

/** One call as the gate takes it. */
type Answer = (
  event: { readonly senderFrame: SenderFrame },
  name: unknown,
  input: unknown,
) => Promise<unknown>

/** Opens the page in `context`; `answer` gets its calls, `pressed` hears of real input. Loading it is left to the caller. */
export async function preparePage(
  context: BrowserContext,
  answer: Answer,
  pressed: (type: string) => void = () => undefined,
): Promise<Page> {
  const serve = createPageFiles(PAGE_DIR)
  await context.route('**/*', async (route) => {
    const request = route.request()
    const { origin, pathname } = new URL(request.url())
    if (origin !== HOST_ORIGIN) return route.abort('blockedbyclient')
    const { status, headers, body } = await serve(request.method(), pathname)
    return route.fulfill({ status, headers: { ...headers }, body: Buffer.from(body) })
  })
  // Ten thousand rows cross as one text: Playwright would wrap every value of them for itself.
  await context.exposeBinding('keyholdCall', async ({ frame }, name: unknown, input: unknown) =>
    JSON.stringify(await answer({ senderFrame: senderOf(frame) }, name, input)),
  )
  await context.exposeBinding('keyholdPressed', (_source, type: string) => pressed(type))
  await context.addInitScript(installVault)
  await context.addInitScript(tellPresses)
  return context.pages()[0] ?? context.newPage()
}

const senderOf = (frame: Frame): SenderFrame => ({
  origin: new URL(frame.url()).origin,
  parent: frame.parentFrame(),
})

type Listener = (name: string, payload: string | undefined) => void

/** What the preload script does in Electron. Runs in the page, so it stands alone. */
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

/** What the browser itself delivers, which main sees on the way in Electron. Runs before the page, and leaves it no name to call. */
function tellPresses(): void {
  const holder = window as unknown as { keyholdPressed?: (type: string) => void }
  const tell = holder.keyholdPressed
  delete holder.keyholdPressed
  const listen = (name: 'keydown' | 'pointerdown', type: string) =>
    addEventListener(
      name,
      (event) => {
        if (event.isTrusted && !(event instanceof KeyboardEvent && event.repeat)) tell?.(type)
      },
      { capture: true },
    )
  listen('keydown', 'keyDown')
  listen('pointerdown', 'pointerDown')
}

/** Where the program's events go, as the texts that cross in Electron too. A page that is gone takes none. */
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
