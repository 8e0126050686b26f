/**
 * The secret of Keyhold's that is on the clipboard: from before it is written until it is known to be removed.
 *
 * ```
 * none ── put ──► writing ── verified ──► held ── due, asked, locked, quit ──► clearing ──► none     cleared, or replaced by something else
 *                    │                     ▲                                       │
 *                    └── failed ──► as before                       still there, or the clipboard does not respond
 *                                          └──────── reported, retried later ──────┘
 * ```
 *
 * Everything that touches the clipboard runs in one queue. The crash flag names a secret before it is written, so that the next start checks for
 * every secret that a program ending at any point may leave.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/model.ts'
import type { ClipboardFlag } from './clipboard-flag.ts'
import type { ClipboardFingerprint, ClipboardPort, Clock, Log } from '../ports/world.ts'
import type { Secret } from '../ports/secret.ts'

interface Deps {
  readonly clipboard: ClipboardPort
  readonly flag: ClipboardFlag
  readonly clock: Clock
  readonly log: Log
  /** How long a secret may stay, in milliseconds. */
  readonly stayMs: () => number
  /** Runs when the secret is off the clipboard; false: something else had been copied since. */
  readonly cleared: (cleared: boolean) => void
  /** Runs when the secret could not be removed (true), and when that is over (false). */
  readonly stuck: (isStuck: boolean) => void
}

export interface CopiedSecret {
  /** Rejects with Failure `clipboard` or `vault`; in both cases no part of `secret` is on the clipboard. */
  put(secret: Secret): Promise<{ readonly clearsAt: Instant }>
  /** Removes the secret now, if it is still on the clipboard. Rejects with Failure `clipboard` if that fails; it is retried later. */
  clear(): Promise<void>
  /** Runs `run` while nothing else touches the clipboard. */
  alone<T>(run: () => Promise<T>): Promise<T>
  /** Removes a secret that an earlier run left. Does nothing while the keychain is locked. Never rejects. */
  atStart(): Promise<void>
  /** Clears for the last time, with a few tries within a second at most. Never rejects: if clearing fails, the crash flag stays set. */
  close(): Promise<void>
}

/** A clipboard manager that restores a text does so soon. The clipboard is checked again this many times, at this interval. */
const CHECK_AGAIN_MS = 1_000
const REPEATED_CHECKS = 3
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000
const LAST_TRIES = 3
const LAST_PAUSE_MS = 300

interface Held {
  readonly fingerprint: ClipboardFingerprint
  /** Failed clearings so far. */
  readonly tries: number
}

export function createCopiedSecret(deps: Deps): CopiedSecret {
  const { clipboard, flag, clock, log, stayMs, cleared, stuck } = deps
  let held: Held | undefined
  let stopTimer: () => void = () => undefined
  let lastTurn: Promise<unknown> = Promise.resolve()
  let hasEnded = false

  function alone<T>(run: () => Promise<T>): Promise<T> {
    const mine = lastTurn.then(run)
    lastTurn = mine.catch(() => undefined)
    return mine
  }

  function later(delayMs: number, run: () => Promise<void>): void {
    stopTimer()
    if (hasEnded) return
    stopTimer = clock.after(
      delayMs,
      () => void alone(run).catch((error: unknown) => void log.unexpected('clear the clipboard', error)),
    )
  }

  function hold(next: Held | undefined): void {
    if ((held?.tries ?? 0) > 0 !== (next?.tries ?? 0) > 0) stuck((next?.tries ?? 0) > 0)
    held = next
    flag.set(next === undefined ? [] : [next.fingerprint])
  }

  async function clearNow(): Promise<void> {
    if (held === undefined) return
    const { fingerprint, tries } = held
    stopTimer()
    try {
      const result = await clipboard.clearIfStill(fingerprint)
      if (result === 'still-there') throw new Failure({ kind: 'clipboard', why: 'not-cleared' })
      hold(undefined)
      cleared(result === 'cleared')
      if (result === 'cleared') checkAgainLater(fingerprint, REPEATED_CHECKS)
    } catch (error) {
      holdStuck(fingerprint, tries + 1)
      throw error
    }
  }

  /** A clipboard manager may restore the secret. Then it is removed again, or held like one that could not be cleared. */
  function checkAgainLater(fingerprint: ClipboardFingerprint, checks: number): void {
    later(CHECK_AGAIN_MS, async () => {
      if (held !== undefined) return // a new secret was copied meanwhile
      const result = await clipboard.clearIfStill(fingerprint)
      if (result === 'replaced') return
      log.info('a copied secret was put back on the clipboard', { cleared: result === 'cleared' })
      if (result === 'cleared' && checks > 1) checkAgainLater(fingerprint, checks - 1)
      if (result === 'still-there') holdStuck(fingerprint, 1)
    })
  }

  function holdStuck(fingerprint: ClipboardFingerprint, tries: number): void {
    hold({ fingerprint, tries })
    later(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(tries - 1, 20)), clearNow)
  }

  return {
    put: (secret) =>
      alone(async () => {
        const afterMs = stayMs() // read first: no secret may be written unless its clearing is certain to be scheduled
        const before = held
        const fingerprint = clipboard.fingerprint(secret)
        flag.set([fingerprint, ...(before === undefined ? [] : [before.fingerprint])])
        try {
          await clipboard.writeSecret(secret)
        } catch (error) {
          hold(before)
          throw error
        }
        const mine = { fingerprint, tries: 0 }
        hold(mine)
        // A copy that waits in the queue while this one falls due must still get its full time.
        later(afterMs, async () => (held === mine ? clearNow() : undefined))
        return { clearsAt: clock.now() + afterMs }
      }),

    clear: () => alone(clearNow),

    alone,

    atStart: () =>
      alone(async () => {
        const left = await flag.atStart()
        if (left !== undefined && held === undefined) holdStuck(left, 1)
      }),

    async close() {
      hasEnded = true
      for (let tries = 1; held !== undefined && tries <= LAST_TRIES; tries += 1) {
        if (tries > 1) await wait(LAST_PAUSE_MS)
        await alone(clearNow).catch((error: unknown) => void log.unexpected('clear the clipboard', error))
      }
      stopTimer()
    },
  }
}
