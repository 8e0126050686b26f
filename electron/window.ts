/** The one window: what its page may be, and how it first appears. */
import { BrowserWindow, nativeTheme, type Session } from 'electron'
import iconPath from '../resources/icon.png?asset'

interface Options {
  /** The bundled preload script. */
  readonly preloadPath: string
  /** The hardened session that serves the page. */
  readonly session: Session
  /** Developer tools, for unpackaged programs. */
  readonly devTools: boolean
}

/** The page's `--surface` in both themes, so that no other colour flashes before its first paint. */
const BACKGROUND = { light: '#ffffff', dark: '#15161a' }

/** Opens hidden and empty; shows itself when its page has painted. The caller loads the page. */
export function createWindow({ preloadPath, session, devTools }: Options): BrowserWindow {
  const window = new BrowserWindow({
    width: 1_200,
    height: 800,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Keyhold',
    icon: iconPath, // where the package does not bring one: Linux, and every system while developing
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: true,
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
    },
  })
  window.once('ready-to-show', () => window.show())
  return window
}
