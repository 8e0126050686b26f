/** Windows for our own pages: each with the same restrictions, its own gate, and every event while it is open. */
import {
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  type IpcMainInvokeEvent,
  type Session,
  type WebContents,
} from 'electron'
import type { CallName } from '../../shared/contract/contract.ts'
import { isForCardAlone } from '../core/approvals/approval-calls.ts'
import type { GateDeps, Handlers, openGate } from '../ipc/gate.ts'
import { isFromPage } from '../ipc/sender.ts'
import {
  answeringInText,
  type CallPort,
  type Listening,
  listeningAsText,
  waitingForGate,
} from '../ipc/wire.ts'
import type { Clock } from '../core/ports/world.ts'
import { isOwn } from '../main/hardening.ts'
import { APP_ORIGIN } from '../main/protocol.ts'
import { createBringBack } from './bring-back.ts'
import { markStart } from './start-marks.ts'

/** The differences between kinds of windows. */
export interface PageKind {
  /** The path of its page, such as `/palette.html`; `/` is the main page. */
  readonly pathname: string
  /** The calls that its gate accepts. Missing: the whole contract but the calls of the approval card. */
  readonly calls?: ReadonlySet<CallName>
  /** Size, place and frame. Every window opens hidden; the caller shows it. */
  readonly options: Omit<BrowserWindowConstructorOptions, 'webPreferences' | 'show'>
}

interface OpenedPage extends PageKind {
  readonly port: CallPort<IpcMainInvokeEvent>
}

/** What the pages call. It is loaded after the first window has opened. */
export interface BehindPages {
  readonly handlers: Handlers
  readonly openGate: typeof openGate
}

export interface PageWindows {
  /** Opens a window and begins to load its page. The page receives every event until its window is closed or destroyed. */
  open(kind: PageKind): BrowserWindow
  /** Opens the gates of all existing and future windows. Call once. Earlier calls of pages wait for it. */
  serve(behind: BehindPages): void
  /** Sends events to all open windows. Skips windows that are closed or closing. */
  readonly listening: Listening
}

interface Deps {
  /** The bundled preload script. */
  readonly preloadPath: string
  /** The hardened session that serves the pages. */
  readonly session: Session
  /** Developer tools, for unpackaged programs. */
  readonly devTools: boolean
  readonly report: GateDeps<unknown>['report']
  /** The theme in which a page is served. The page requests the settings only after its first paint. */
  readonly theme: () => { readonly isDark: boolean; readonly name: string }
  /** Observes the presses in a page. */
  readonly watch: (contents: WebContents) => void
  /** Receives the paths that the preload script of the main page sends when files are dropped there. */
  readonly dropped: (paths: unknown) => void
  readonly clock: Pick<Clock, 'steadyMs' | 'after'>
  /** Called when a page did not load. */
  readonly failed: (error: unknown) => void
}

/** The pages' `--surface` in both themes, so that no other colour flashes before the first paint. */
const BACKGROUND = { light: '#ffffff', dark: '#15161a' }

/** Chromium's ERR_ABORTED: the load was replaced by another one, or cancelled. */
const ABORTED = -3

/** Marks the calls of the main page that are steps of the start. */
function markingStart<Event>(port: CallPort<Event>): CallPort<Event> {
  return {
    handle(channel, listener) {
      port.handle(channel, async (event, name, input) => {
        if (name === 'app:snapshot') markStart('page')
        if (name === 'app:frame-ack') markStart('list')
        const answer = await listener(event, name, input)
        if (name === 'app:snapshot') markStart('snapshot')
        return answer
      })
    },
  }
}

/** SECURITY: all pages get their restrictions here. Their gates decide which calls they may make. */
export function createPageWindows({
  preloadPath,
  session,
  devTools,
  report,
  theme,
  watch,
  dropped,
  failed,
  clock,
}: Deps): PageWindows {
  const opened = new Map<BrowserWindow, OpenedPage>()
  let behind: BehindPages | undefined

  function openGateOf({ calls, pathname, port }: OpenedPage, { handlers, openGate }: BehindPages): void {
    openGate({
      port: answeringInText(pathname === '/' ? markingStart(port) : port),
      isTrusted: (event) => isFromPage(event, APP_ORIGIN),
      handlers,
      mayCall: (name) => (calls === undefined ? !isForCardAlone(name) : calls.has(name)),
      report,
    })
  }

  return {
    open(kind) {
      const { isDark } = theme()
      const window = new BrowserWindow({
        backgroundColor: isDark ? BACKGROUND.dark : BACKGROUND.light,
        ...kind.options,
        show: false,
        webPreferences: {
          preload: preloadPath,
          session,
          devTools,
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          nodeIntegrationInSubFrames: false,
          webSecurity: true,
          webviewTag: false,
          spellcheck: false,
          navigateOnDragDrop: false,
          disableDialogs: true,
          zoomMode: 'isolated', // the pages share one address, and only the main one is zoomed
        },
      })
      watch(window.webContents)
      // The palette and the approval card import nothing.
      if (kind.calls === undefined)
        window.webContents.ipc.on('drop', (event, paths: unknown) => {
          if (isFromPage(event, APP_ORIGIN)) dropped(paths)
        })
      const page = { ...kind, port: waitingForGate(window.webContents.ipc) }
      opened.set(window, page)
      window.once('closed', () => opened.delete(window))
      if (behind !== undefined) openGateOf(page, behind)
      const load = () => {
        if (window.isDestroyed()) return
        void window.loadURL(`${APP_ORIGIN}${kind.pathname}?theme=${theme().name}`).catch((error: unknown) => {
          if (!window.isDestroyed()) failed(error) // a window that was closed while it loaded is no failure
        })
      }
      // A page that is not ours gets no answer and is never shown.
      const bringBack = createBringBack({ load, clock })
      window.webContents.on('did-navigate', (_event, address) => {
        if (!isOwn(address)) bringBack()
      })
      window.webContents.on('did-fail-load', (_event, code, _words, address, isMainFrame) => {
        if (isMainFrame && code !== ABORTED && !isOwn(address)) bringBack()
      })
      // SECURITY: our pages have no frames. A frame would have features that the preload script removes from the page, so it is not loaded.
      window.webContents.on('frame-created', (_event, { frame }) => {
        if (frame?.parent) window.webContents.forcefullyCrashRenderer()
      })
      window.webContents.on('render-process-gone', bringBack)
      load()
      return window
    },

    serve(given) {
      behind = given
      for (const page of opened.values()) openGateOf(page, given)
    },

    listening: listeningAsText(() =>
      [...opened.keys()]
        .filter((window) => !window.isDestroyed() && !window.webContents.isDestroyed())
        .map(({ webContents }) => webContents),
    ),
  }
}
