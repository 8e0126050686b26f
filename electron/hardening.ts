/** What the page is not allowed to do, said once for every page that could ever exist in this process. */
import type { App, Session, WebContents } from 'electron'
import { APP_ORIGIN } from './protocol.ts'

/**
 * SECURITY: every rule here says no. Each has a check on the running program (test/e2e/hardening.e2e.ts). Call it before
 * the first window opens, with the session that the window will use.
 */
export function harden(app: App, session: Session): void {
  refusePermissions(session)
  refuseNetwork(session)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false) // its dictionaries would be downloaded

  app.on('web-contents-created', (_event, contents) => confine(contents))
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
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Frames too: the page has none, and none may come.
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
}

const isOwn = (url: string) => url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`)
