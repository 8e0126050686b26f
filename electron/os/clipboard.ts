/** The system's clipboard through Electron. Only for use after `ready`. */
import { BrowserWindow, ClipboardItem, clipboard } from 'electron'
import type { ClipboardPort } from '../core/ports/world.ts'
import { concealment, sessionOf } from './clipboard-fingerprints.ts'
import { waylandVerifier, x11Verifier } from './clipboard-verifier.ts'
import { createSecretClipboard, type SystemClipboard } from './clipboard-secrets.ts'
import { createPrograms } from './programs.ts'

const systemClipboard: SystemClipboard = {
  readText: () => clipboard.readText(),
  write(formats) {
    const payloads = Object.entries(formats).map(([format, value]) => [
      format,
      typeof value === 'string' ? value : new Blob([value]),
    ])
    return clipboard.write([new ClipboardItem(Object.fromEntries(payloads) as Record<string, string | Blob>)])
  },
  clear: () => clipboard.clear(),
  get selection() {
    if (process.platform !== 'linux') return undefined
    const { selection } = clipboard as Partial<typeof clipboard>
    if (selection !== undefined)
      return { readText: () => selection.readText(), clear: () => selection.clear() }
    // Before Electron 44, the one clipboard accepted the name of the other selection.
    const named = clipboard as { readText(type: string): Promise<string>; clear(type: string): void }
    return { readText: () => named.readText('selection'), clear: () => named.clear('selection') }
  },
}

export function createOsClipboard(): ClipboardPort {
  const session = sessionOf(process.platform, process.env)
  const programs = createPrograms()
  return createSecretClipboard({
    systemClipboard,
    concealment: concealment(process.platform),
    proof:
      session === 'own' ? 'own-read' : session === 'x11' ? x11Verifier(programs) : waylandVerifier(programs),
    hasFocus: () => BrowserWindow.getFocusedWindow() !== null,
  })
}
