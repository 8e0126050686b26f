/** Restricts what pages may do, in one place for every page of this process. */
import type { App, Session, WebContents } from 'electron'
import { APP_ORIGIN } from './protocol.ts'

/**
 * A proxy address that no system connects to, because TCP has no broadcast. Connections that no request handler sees (WebRTC over TCP, preconnects)
 * fail here before a packet is sent or a name is looked up.
 */
const NOWHERE = 'socks5://255.255.255.255:1'

/** Sets the rules that exist only as Chromium switches. Call before Electron is ready. */
export function hardenProcess({ commandLine }: Pick<App, 'commandLine'>): void {
  // SECURITY: `<link rel=dns-prefetch>` bypasses proxy and policy and asks the system's resolver. A host name can carry data out.
  commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false')
}

/**
 * SECURITY: every rule of this function forbids something. A test on the running program checks each rule
 * (test/e2e/hardening.e2e.ts, test/e2e/taken-over-page.e2e.ts).
 * Await this before the first window opens. Pass the session that the window will use.
 */
export async function harden(app: App, session: Session): Promise<void> {
  refusePermissions(session)
  refuseNetwork(session)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false) // the spell checker would download dictionaries

  app.on('web-contents-created', (_event, contents) => confine(contents))
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: NOWHERE,
    proxyBypassRules: '<-loopback>', // without this, loopback bypasses the proxy
  })
}

function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/** Blocks every request of the page but those for its own files and, in development, developer tools. */
function refuseNetwork(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !isOwn(url) && !url.startsWith('devtools://') }),
  )
}

function confine(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp') // and the proxy accepts no UDP
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-prevent-unload', (event) => event.preventDefault()) // a page cannot prevent its own unloading
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Applies to frames as well: the page has none and may not open any.
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
}

/** Whether an address is one of the app's pages. */
export const isOwn = (url: string) => url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`)
