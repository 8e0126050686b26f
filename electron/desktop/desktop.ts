/** The program's presence on the desktop, put together: its windows, and what opens and ends them. */
import { join } from 'node:path'
import { app, type Session } from 'electron'
import type { Program } from '../app.ts'
import { startWish, type StartWish } from '../arguments.ts'
import type { DesktopPort } from '../core/ports/desktop.ts'
import type { Log, World } from '../core/ports/world.ts'
import { createPush } from '../ipc/push.ts'
import { askBeforeQuitting } from '../quit.ts'
import { createMainWindow } from './main-window.ts'
import { createPageWindows } from './page-windows.ts'

interface Options {
  /** The built program's folder. */
  readonly outDir: string
  readonly session: Session
  readonly log: Log
}

export interface Desktop {
  readonly port: DesktopPort
  readonly push: World['push']
  /** Does what a start asks for: the first one, or a later one that found the program running. */
  answer(wish: StartWish): void
  /** Lets the windows reach the program. In the turn in which {@link answer} opened the first of them. */
  serve(program: Program): void
}

/** Opens nothing yet. */
export function createDesktop({ outDir, session, log }: Options): Desktop {
  const windows = createPageWindows({
    preloadPath: join(outDir, 'preload', 'preload.cjs'),
    session,
    devTools: !app.isPackaged,
    report: (call, error) => log.unexpected(call, error),
    failed: (error) => void log.unexpected('page', error),
  })
  const push = createPush({
    pages: () => windows.pages(),
    report: (event, error) => void log.unexpected(event, error),
  })
  let program: Program | undefined
  const main = createMainWindow({
    windows,
    actWaits: () => push('desktop:act-waits', undefined),
    opened(window) {
      window.on('close', (event) => {
        if (quitting.isUnderWay() || process.platform === 'darwin') return
        event.preventDefault() // the question about secrets comes first, and needs the window
        app.quit()
      })
    },
  })
  const quitting = askBeforeQuitting({
    atRisk: () => program?.atRisk() ?? 0,
    parent: () => main.current(),
    stay: () => main.show(),
  })

  function answer({ isHidden }: StartWish): void {
    if (!isHidden) main.show()
  }

  app.on('second-instance', (_event, argv) => answer(startWish(argv)))
  app.on('activate', () => main.show())
  // The vault, its timers and its tray live on without a window: only quitting ends them.
  app.on('window-all-closed', () => undefined)

  return {
    port: { takeAct: () => main.takeAct() },
    push,
    answer,
    serve(given) {
      program = given
      windows.serve(given.handlers)
    },
  }
}
