/** The built page in an installed Chromium, at an https stand-in origin, with `window.vault` connected to this process. */
import type { BrowserContext, Frame, Page } from 'playwright-core'
import type { SenderFrame } from '../../electron/ipc/sender.ts'
import { type Listening, listeningAsText } from '../../electron/ipc/push.ts'
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

/** Opens the page in `context`; `answer` gets its calls, `pressed` gets its real input events. The caller loads the page. */
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
  // Ten thousand rows cross as one text, because Playwright would wrap each of their values separately.
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

/** Reports input that the browser itself delivers, as main sees it in Electron. Runs before the page, and leaves no name that the page could call. */
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

/** Sends the program's events as the texts that cross in Electron too. Events for a closed page are dropped. */
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
