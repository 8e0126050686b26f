/** The system's clipboard through Electron. Only for use after `ready`. */
import { ClipboardItem, clipboard } from 'electron'
import type { ClipboardPort } from '../core/ports/world.ts'
import { canProve, concealment } from './clipboard-marks.ts'
import { createSecretClipboard, type Board } from './clipboard-secrets.ts'

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
export const createOsClipboard = (): ClipboardPort =>
  createSecretClipboard({
    board,
    marks: concealment(process.platform),
    provable: canProve(process.platform, process.env),
  })
