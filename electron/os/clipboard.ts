/** The system's clipboard through Electron. Only for use after `ready`. */
import { BrowserWindow, ClipboardItem, clipboard } from 'electron'
import type { ClipboardPort } from '../core/ports/world.ts'
import { concealment, sessionOf } from './clipboard-marks.ts'
import { waylandOutside, x11Outside } from './clipboard-outside.ts'
import { createSecretClipboard, type Board } from './clipboard-secrets.ts'
import { createPrograms } from './programs.ts'

const board: Board = {
  readText: () => clipboard.readText(),
  write(formats) {
    const payloads = Object.entries(formats).map(([format, value]) => [
      format,
      typeof value === 'string' ? value : new Blob([value]),
    ])
    return clipboard.write([new ClipboardItem(Object.fromEntries(payloads) as Record<string, string | Blob>)])
  },
  clear: () => clipboard.clear(),
}

/** Never touches the selection clipboard, which a middle click pastes anywhere. */
export function createOsClipboard(): ClipboardPort {
  const session = sessionOf(process.platform, process.env)
  const programs = createPrograms()
  return createSecretClipboard({
    board,
    marks: concealment(process.platform),
    proof:
      session === 'own' ? 'own-read' : session === 'x11' ? x11Outside(programs) : waylandOutside(programs),
    hasFocus: () => BrowserWindow.getFocusedWindow() !== null,
  })
}
