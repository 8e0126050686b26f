/** Messages shown while a secret is on the clipboard, and after it was removed. Pure. */
import { capital, ROTATED_ELSEWHERE } from '../../shared/expiry/state-messages.ts'

const SECOND_MS = 1_000

/**
 * Whole seconds from `now` until the clipboard is cleared, at least 1. Never more than the setting, because the main process does not wait longer
 * even if the clock is set back.
 */
export function secondsLeft(clearsAt: number, now: number, clipboardSeconds: number): number {
  return Math.min(clipboardSeconds, Math.max(1, Math.ceil((clearsAt - now) / SECOND_MS)))
}

export const copiedWords = (seconds: number): string => `Copied. Clears in ${seconds} s`

export const clipboardMessages = {
  clearNow: 'Clear now',
  cleared: 'Clipboard cleared',
  /** A key was copied in another program. */
  offered: (shape: string) => `You copied a key: ${shape}`,
  save: 'Save…',
} as const

/** Shown after the copy of a stale secret. */
export const STALE_COPIED = `${capital(ROTATED_ELSEWHERE)}; this secret may not work.`

/** Shown when a key cannot be copied, because the keychain has no current secret of it. */
export const NOT_COPIED = {
  missing: { text: 'No secret to copy', detail: 'Nothing was copied. Keyhold has no secret for this key.' },
  unsaved: {
    text: 'New secret not saved yet',
    detail: 'Nothing was copied. Copy or save the new secret in the next steps.',
  },
} as const

/** The same message for the quick palette, which offers no next steps. */
export const UNSAVED_IN_PALETTE =
  'Nothing was copied. Open the key in Keyhold to copy or save the new secret.'
