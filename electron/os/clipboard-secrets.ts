/** The clipboard port on any clipboard that can hold several formats at once: written with what keeps it out of histories, proved, and cleared if still ours. */
import { setTimeout } from 'node:timers/promises'
import { Failure, type ClipboardTrouble } from '../../shared/contract/errors.ts'
import type { ClipboardStatus } from '../../shared/diagnostics/machine.ts'
import type { ClipboardClearing, ClipboardFingerprint, ClipboardPort } from '../core/ports/world.ts'
import { Secret } from '../core/ports/secret.ts'
import { createFingerprinter } from './clipboard-fingerprints.ts'
import type { ClipboardVerifier } from './clipboard-verifier.ts'

/** The system's clipboard, as much of it as this needs. */
export interface SystemClipboard {
  readText(): Promise<string>
  /** All formats in one write: a history must never see the text without what keeps it out. */
  write(formats: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): Promise<void>
  clear(): void | Promise<void>
  /**
   * X11's primary selection, which a middle click pastes anywhere, also into a locked window's password field. Chromium puts every text there
   * that it puts on the clipboard. Missing: the system has none.
   */
  readonly selection?: { readText(): Promise<string>; clear(): void | Promise<void> } | undefined
}

interface Options {
  readonly board: SystemClipboard
  /** What is written beside the text, so that histories leave it out. */
  readonly concealment: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>
  /** What shows whether others can read it: our own reading, another program, or nothing (then it is not asked for). */
  readonly proof: 'own-read' | ClipboardVerifier | undefined
  /** Whether a window of ours is in front. Default: yes. */
  readonly hasFocus?: () => boolean
  /** Waits until a program that was just started may have acted. */
  readonly pause?: (ms: number) => Promise<unknown>
}

type Sight = { readonly kind: 'there' | 'elsewhere'; readonly by: string } | { readonly kind: 'unseen' }

/** A copy is on its way through the window system for an instant; so often, and so long in between, it is looked for. */
const MOST_CHECKS = 6
const CHECK_EVERY_MS = 50

/** So many copies of this run are known again. */
const MOST_OWN = 10_000

const trouble = (why: ClipboardTrouble) => new Failure({ kind: 'clipboard', why })

/** Every failure of the board is Failure `clipboard`, without the board's words, which may quote what it holds. */
export function createSecretClipboard(options: Options): ClipboardPort {
  const { board, concealment, proof, hasFocus = () => true, pause = setTimeout } = options
  const verifier = typeof proof === 'object' ? proof : undefined
  let fingerprintOf = createFingerprinter()
  /** Recognises for as long as this process runs what was written in it, whatever key the fingerprints have. */
  const ownFingerprintOf = createFingerprinter()
  const own = new Set<ClipboardFingerprint>()
  let truth: ClipboardStatus | undefined

  async function guard<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      throw error instanceof Failure ? error : trouble('refused')
    }
  }

  async function textNow(): Promise<string> {
    return (await verifier?.read())?.text ?? (await board.readText())
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

  /** Nobody outside can be asked. */
  async function trust(
    fingerprint: ClipboardFingerprint,
    reader: ClipboardVerifier,
  ): Promise<ClipboardStatus> {
    const { install } = reader
    if (reader.needsFocus && !hasFocus()) return { state: 'failed', why: 'no-tool', install }
    const isHeld = fingerprintOf(await board.readText()) === fingerprint
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
    await board.clear()
  }

  /** What others would paste with a middle click; our own reading where nobody else can look. */
  async function selectionHolds(fingerprint: ClipboardFingerprint): Promise<boolean> {
    if (board.selection === undefined) return false
    const seen = (await verifier?.readSelection()) ?? (await board.selection.readText())
    return fingerprintOf(seen) === fingerprint
  }

  /** Whether the secret is not, or no longer, in the primary selection. It may arrive there a moment after the clipboard. */
  async function clearSelection(fingerprint: ClipboardFingerprint): Promise<boolean> {
    for (let checks = 0; checks < MOST_CHECKS; checks += 1) {
      if (!(await selectionHolds(fingerprint))) return true
      await board.selection?.clear()
      if (checks > 0) await verifier?.wipeSelection()
      await pause(CHECK_EVERY_MS)
    }
    return !(await selectionHolds(fingerprint))
  }

  /** Bounded: the oldest go first. */
  function remember(text: string): void {
    own.add(ownFingerprintOf(text))
    if (own.size <= MOST_OWN) return
    const [oldest] = own
    if (oldest !== undefined) own.delete(oldest)
  }

  return {
    async writeSecret(secret) {
      // A string cannot be wiped, and the system takes nothing else; it lives as long as this call.
      const text = secret.use((bytes) => bytes.toString('utf8'))
      const fingerprint = fingerprintOf(text)
      remember(text)
      const found = await guard(async (): Promise<ClipboardStatus> => {
        await board.write({ 'text/plain': text, ...concealment })
        const proved = await prove(fingerprint, text)
        return (await clearSelection(fingerprint)) ? proved : { state: 'failed', why: 'refused' }
      })
      truth = found
      if (found.state !== 'failed') return fingerprint
      // It must not turn up later, when nobody is going to clear it.
      await guard(clearOurs)
      throw trouble(found.why)
    },

    clearIfStill: (fingerprint) =>
      guard(async (): Promise<ClipboardClearing> => {
        const wasThere = await holds(fingerprint)
        if (wasThere) await clearOurs()
        if (wasThere && verifier !== undefined && (await holds(fingerprint))) await verifier.wipe()
        const isOutOfSelection = await clearSelection(fingerprint)
        // Some clipboard managers put the last text back at once.
        const isBack = wasThere && proof !== undefined && (await holds(fingerprint))
        if (isBack || !isOutOfSelection) return 'still-there'
        return wasThere ? 'cleared' : 'replaced'
      }),

    fingerprint: (secret) => secret.use((bytes) => fingerprintOf(bytes.toString('utf8'))),

    async readSecret() {
      const text = await guard(textNow)
      if (text === '') throw new Failure({ kind: 'secret', why: 'clipboard-empty' })
      // SECURITY: a page that is taken over may have a secret copied and then sent to an address of its choice.
      if (own.has(ownFingerprintOf(text))) throw new Failure({ kind: 'secret', why: 'own-copy' })
      return Secret.fromText(text)
    },

    useFingerprintKey(key) {
      fingerprintOf = createFingerprinter(key)
    },

    async truth() {
      if (truth !== undefined) return truth
      const reader = await verifier?.reader()
      if (reader !== undefined) return { state: 'untried', reader }
      return { state: 'untried', ...(verifier !== undefined && { install: verifier.install }) }
    },
  }
}
