/** Decides where the demo's window can open: in real Electron, otherwise in the browser host, with the reason. */
import { fetchElectron, UNREACHABLE } from '../../scripts/electron-binary.ts'
import { missingForSession } from '../../scripts/headless.ts'
import { findChromium } from '../host/chromium.ts'
import { loadBuilt } from '../host/built.ts'

export type Place =
  | { readonly kind: 'electron'; readonly electron: string }
  /** Electron, after the demo has restarted itself in a session that has a keychain. */
  | { readonly kind: 'session' }
  | { readonly kind: 'host'; readonly chromiumPath: string; readonly why: string }

/** Set in a process that already runs inside a throwaway session. */
export const IN_SESSION = 'KEYHOLD_DEMO_SESSION'

/** Rejects when there is neither Electron nor a browser. */
export async function findPlace(): Promise<Place> {
  if (process.getuid?.() === 0) return hostBecause('Electron does not run as root with its sandbox')
  const electron = await fetchElectron()
  if (electron === undefined) return hostBecause(UNREACHABLE)
  if (await hasKeychain()) return { kind: 'electron', electron }
  const maySession = process.platform === 'linux' && process.env[IN_SESSION] === undefined
  if (maySession && missingForSession({ screen: false }).length === 0) return { kind: 'session' }
  return hostBecause('There is no open keychain that the demo could borrow')
}

function hostBecause(why: string): Place {
  const chromiumPath = findChromium()
  if (chromiumPath === undefined) throw new Error(`${why}; and no Chromium or Chrome is installed`)
  return { kind: 'host', chromiumPath, why }
}

/** Whether the system's keychain is available and unlocked. Shows no prompt. */
async function hasKeychain(): Promise<boolean> {
  const { createOsKeychain } = await loadBuilt()
  const keychain = createOsKeychain()
  try {
    return (await keychain.probe()).state === 'ready'
  } finally {
    keychain.close()
  }
}
