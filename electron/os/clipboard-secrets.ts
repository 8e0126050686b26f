/**
 * The clipboard port on a clipboard that holds several formats at once: writes a secret with the hints against histories, verifies it, and clears it
 * if it is still there.
 */
import { setTimeout } from 'node:timers/promises'
import { Failure, type ClipboardTrouble } from '../../shared/contract/errors.ts'
import { LONGEST_SHAPE } from '../../shared/shapes/match-shape.ts'
import type { ClipboardStatus } from '../../shared/diagnostics/machine.ts'
import type { ClipboardClearing, ClipboardFingerprint, ClipboardPort } from '../core/ports/world.ts'
import { Secret } from '../core/ports/secret.ts'
import { createFingerprinter } from './clipboard-fingerprints.ts'
import type { ClipboardVerifier } from './clipboard-verifier.ts'

/** The methods of the system's clipboard that this module needs. */
export interface SystemClipboard {
  readText(): Promise<string>
  /** Writes all formats at once: a history must never see the text without the hints against recording. */
  write(formats: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): Promise<void>
  clear(): void | Promise<void>
  /**
   * X11's primary selection. A middle click pastes it anywhere, also into a locked window's password field. Chromium copies every text that it writes
   * to the clipboard there. Missing: the system has no such selection.
   */
  readonly selection?: { readText(): Promise<string>; clear(): void | Promise<void> } | undefined
}

interface Options {
  readonly systemClipboard: SystemClipboard
  /** The formats written beside the text, so that histories do not record it. */
  readonly concealment: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>
  /** The proof that other programs can read the clipboard: Keyhold's own read, another program, or none (then nothing is verified). */
  readonly proof: 'own-read' | ClipboardVerifier | undefined
  /** Whether a window of Keyhold has the focus. Default: yes. */
  readonly hasFocus?: () => boolean
  /** Waits so that a program that was just started can act. */
  readonly pause?: (ms: number) => Promise<unknown>
}

type Sight = { readonly kind: 'there' | 'elsewhere'; readonly by: string } | { readonly kind: 'unseen' }

/** A copy needs a moment to pass through the window system. Limits the number of checks, and sets the time between two of them. */
const MOST_CHECKS = 6
const CHECK_EVERY_MS = 50

/** Limits how many copies of this run are recognised again. */
const MOST_OWN = 10_000

const trouble = (why: ClipboardTrouble) => new Failure({ kind: 'clipboard', why })

/** Every error of the system clipboard becomes Failure `clipboard` without its message, which may quote the clipboard. */
export function createSecretClipboard(options: Options): ClipboardPort {
  const { systemClipboard, concealment, proof, hasFocus = () => true, pause = setTimeout } = options
  const verifier = typeof proof === 'object' ? proof : undefined
  let fingerprintOf = createFingerprinter()
  /** Recognises every text that this process wrote, whatever key the fingerprints have. */
  const ownFingerprintOf = createFingerprinter()
  const own = new Set<ClipboardFingerprint>()
  let status: ClipboardStatus | undefined

  async function guard<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      throw error instanceof Failure ? error : trouble('refused')
    }
  }

  async function textNow(): Promise<string> {
    return (await verifier?.read())?.text ?? (await systemClipboard.readText())
  }
  const holds = async (fingerprint: ClipboardFingerprint) => fingerprintOf(await textNow()) === fingerprint

  async function check(reader: ClipboardVerifier, fingerprint: ClipboardFingerprint): Promise<Sight> {
    const seen = await reader.read()
    if (seen === undefined) return { kind: 'unseen' }
    return { kind: fingerprintOf(seen.text) === fingerprint ? 'there' : 'elsewhere', by: seen.by }
  }

  async function checkUntilThere(
    reader: ClipboardVerifier,
    fingerprint: ClipboardFingerprint,
  ): Promise<Sight> {
    let sight = await check(reader, fingerprint)
    for (let checks = 1; checks < MOST_CHECKS && sight.kind === 'elsewhere'; checks += 1) {
      await pause(CHECK_EVERY_MS)
      sight = await check(reader, fingerprint)
    }
    return sight
  }

  /** Used if no other program can read the clipboard. */
  async function trust(
    fingerprint: ClipboardFingerprint,
    reader: ClipboardVerifier,
  ): Promise<ClipboardStatus> {
    const { install } = reader
    if (reader.needsFocus && !hasFocus()) return { state: 'failed', why: 'no-tool', install }
    const isHeld = fingerprintOf(await systemClipboard.readText()) === fingerprint
    return isHeld ? { state: 'unverified', install } : { state: 'failed', why: 'not-kept', install }
  }

  async function proveByVerifier(
    reader: ClipboardVerifier,
    fingerprint: ClipboardFingerprint,
    text: string,
  ): Promise<ClipboardStatus> {
    const direct = await checkUntilThere(reader, fingerprint)
    if (direct.kind === 'unseen') return trust(fingerprint, reader)
    if (direct.kind === 'there') return { state: 'verified', by: direct.by }
    const through = await reader.offer(text)
    const helped = through === undefined ? direct : await checkUntilThere(reader, fingerprint)
    if (through !== undefined && helped.kind === 'there') return { state: 'verified', by: helped.by, through }
    return { state: 'failed', why: 'not-kept', install: reader.install }
  }

  async function prove(fingerprint: ClipboardFingerprint, text: string): Promise<ClipboardStatus> {
    if (verifier !== undefined) return proveByVerifier(verifier, fingerprint, text)
    if (proof === undefined) return { state: 'unverified' }
    return (await holds(fingerprint))
      ? { state: 'verified', by: 'own-read' }
      : { state: 'failed', why: 'not-kept' }
  }

  async function clearOurs(): Promise<void> {
    await verifier?.withdraw()
    await systemClipboard.clear()
  }

  /** The text that a middle click would paste in another program; Keyhold's own read if no other program can read it. */
  async function selectionHolds(fingerprint: ClipboardFingerprint): Promise<boolean> {
    if (systemClipboard.selection === undefined) return false
    const seen = (await verifier?.readSelection()) ?? (await systemClipboard.selection.readText())
    return fingerprintOf(seen) === fingerprint
  }

  /** Whether the secret is not, or no longer, in the primary selection. It may arrive there a moment after the clipboard. */
  async function clearSelection(fingerprint: ClipboardFingerprint): Promise<boolean> {
    for (let checks = 0; checks < MOST_CHECKS; checks += 1) {
      if (!(await selectionHolds(fingerprint))) return true
      await systemClipboard.selection?.clear()
      if (checks > 0) await verifier?.wipeSelection()
      await pause(CHECK_EVERY_MS)
    }
    return !(await selectionHolds(fingerprint))
  }

  /** Bounded: the oldest fingerprints are removed first. */
  function remember(text: string): void {
    own.add(ownFingerprintOf(text))
    if (own.size <= MOST_OWN) return
    const [oldest] = own
    if (oldest !== undefined) own.delete(oldest)
  }

  return {
    async writeSecret(secret) {
      // A string cannot be wiped, and the system accepts nothing else. The string lives only during this call.
      const text = secret.use((bytes) => bytes.toString('utf8'))
      const fingerprint = fingerprintOf(text)
      remember(text)
      const found = await guard(async (): Promise<ClipboardStatus> => {
        await systemClipboard.write({ 'text/plain': text, ...concealment })
        const proved = await prove(fingerprint, text)
        return (await clearSelection(fingerprint)) ? proved : { state: 'failed', why: 'refused' }
      })
      status = found
      if (found.state !== 'failed') return fingerprint
      // The secret must not appear on the clipboard later, when nothing would clear it.
      await guard(clearOurs)
      throw trouble(found.why)
    },

    clearIfStill: (fingerprint) =>
      guard(async (): Promise<ClipboardClearing> => {
        const wasThere = await holds(fingerprint)
        if (wasThere) await clearOurs()
        if (wasThere && verifier !== undefined && (await holds(fingerprint))) await verifier.wipe()
        const isOutOfSelection = await clearSelection(fingerprint)
        // Some clipboard managers restore the last text at once.
        const isBack = wasThere && proof !== undefined && (await holds(fingerprint))
        if (isBack || !isOutOfSelection) return 'still-there'
        return wasThere ? 'cleared' : 'replaced'
      }),

    fingerprint: (secret) => secret.use((bytes) => fingerprintOf(bytes.toString('utf8'))),

    async readSecret() {
      const text = await guard(textNow)
      if (text === '') throw new Failure({ kind: 'secret', why: 'clipboard-empty' })
      // SECURITY: a compromised page could have a secret copied and then sent to an address of its choice.
      if (own.has(ownFingerprintOf(text))) throw new Failure({ kind: 'secret', why: 'own-copy' })
      return Secret.fromText(text)
    },

    async look() {
      const text = await guard(() => systemClipboard.readText())
      const isForeign = text !== '' && text.length <= LONGEST_SHAPE && !own.has(ownFingerprintOf(text))
      return isForeign ? Secret.fromText(text) : undefined
    },

    useFingerprintKey(key) {
      fingerprintOf = createFingerprinter(key)
    },

    async status() {
      if (status !== undefined) return status
      const reader = await verifier?.reader()
      if (reader !== undefined) return { state: 'untried', reader }
      return { state: 'untried', ...(verifier !== undefined && { install: verifier.install }) }
    },
  }
}
