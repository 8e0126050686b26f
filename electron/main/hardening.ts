/** Restricts what pages may do, in one place for every page of this process. */
import type { App, Session, WebContents } from 'electron'
import { APP_ORIGIN } from './protocol.ts'

/**
 * A proxy that no system connects to: TCP has no broadcast. What a request handler never sees (WebRTC over TCP, a connection opened ahead)
 * ends there before a packet is sent, and no name is looked up for it.
 */
const NOWHERE = 'socks5://255.255.255.255:1'

/** Sets the rules that exist only as Chromium switches. Call before Electron is ready. */
export function hardenProcess({ commandLine }: Pick<App, 'commandLine'>): void {
  // SECURITY: `<link rel=dns-prefetch>` asks the system's resolver, past proxy and policy; a name can carry a message.
  commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false')
}

/**
 * SECURITY: every rule of this function is a refusal. Each has a check on the running program
 * (test/e2e/hardening.e2e.ts, test/e2e/taken-over-page.e2e.ts).
 * Wait for it before the first window opens, with the session that the window will use.
 */
export async function harden(app: App, session: Session): Promise<void> {
  refusePermissions(session)
  refuseNetwork(session)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false) // its dictionaries would be downloaded

  app.on('web-contents-created', (_event, contents) => confine(contents))
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: NOWHERE,
    proxyBypassRules: '<-loopback>', // otherwise loopback bypasses the proxy
  })
}

function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/** The page has no network: its own files, and developer tools where those exist. */
function refuseNetwork(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !isOwn(url) && !url.startsWith('devtools://') }),
  )
}

function confine(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp') // and the proxy takes no UDP
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-prevent-unload', (event) => event.preventDefault()) // a page cannot prevent its own unloading
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Frames too: the page has none, and none may come.
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
}

/** Whether an address is one of the app's pages. */
export const isOwn = (url: string) => url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`)
