/** Formats that keep a copied secret out of clipboard histories, and the fingerprint that recognises the secret later. Pure. */
import { createHmac, randomBytes } from 'node:crypto'
import type { ClipboardFingerprint } from '../core/ports/world.ts'
import { isWayland } from './wayland.ts'

/** Electron's name for a format that only the system knows (electron/docs/api/clipboard.md). */
const raw = (format: string) => `electron application/osclipboard;format="${format}"`

const DWORD_ZERO = new Uint8Array(4)

/**
 * The formats that ask the system and its clipboard histories not to record a secret:
 * nspasteboard.org for macOS, Microsoft's "Clipboard Formats" for Windows, KDE's hint (also read by CopyQ) elsewhere.
 */
export function concealment(
  platform: NodeJS.Platform,
): Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> {
  if (platform === 'darwin') return { [raw('org.nspasteboard.ConcealedType')]: '1' }
  if (platform === 'win32')
    return {
      [raw('ExcludeClipboardContentFromMonitorProcessing')]: '1',
      [raw('CanIncludeInClipboardHistory')]: DWORD_ZERO,
      [raw('CanUploadToCloudClipboard')]: DWORD_ZERO,
    }
  return { [raw('x-kde-passwordManagerHint')]: 'secret' }
}

/**
 * Computes fingerprints (HMAC-SHA256) with a key. The default key exists only in this process's memory, so that a leaked fingerprint cannot be tested
 * against guesses.
 */
export function createFingerprinter(
  key: Uint8Array = randomBytes(32),
): (text: string) => ClipboardFingerprint {
  return (text) => createHmac('sha256', key).update(text, 'utf8').digest('base64url') as ClipboardFingerprint
}

/**
 * How the clipboard behaves. `own`: reading it back proves that other programs can read it. The two kinds of Linux need another program to read it. A
 * program that runs under Wayland through X11 shares Wayland's clipboard.
 */
export function sessionOf(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): 'own' | 'x11' | 'wayland' {
  if (platform === 'darwin' || platform === 'win32') return 'own'
  return isWayland(platform, env) ? 'wayland' : 'x11'
}
