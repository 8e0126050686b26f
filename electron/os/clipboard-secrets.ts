/** The clipboard port on any clipboard that can hold several formats at once: written with its marks, proved, and cleared if still ours. */
import { setTimeout } from 'node:timers/promises'
import { Failure, type ClipboardTrouble } from '../../shared/contract/errors.ts'
import type { ClipboardTruth } from '../../shared/diagnostics/machine.ts'
import type { ClipboardClearing, ClipboardMark, ClipboardPort } from '../core/ports/world.ts'
import { Secret } from '../core/ports/secret.ts'
import { createMarker } from './clipboard-marks.ts'
import type { Outside } from './clipboard-outside.ts'

/** The system's clipboard, as much of it as this needs. */
export interface Board {
  readText(): Promise<string>
  /** All formats in one write: a history must never see the text without its marks. */
  write(formats: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): Promise<void>
  clear(): void | Promise<void>
  /**
   * X11's primary selection, which a middle click pastes anywhere, also into a locked window's password field. Chromium puts every text there
   * that it puts on the clipboard. Missing: the system has none.
   */
  readonly selection?: { readText(): Promise<string>; clear(): void | Promise<void> } | undefined
}

interface Options {
  readonly board: Board
  /** What is written beside the text, so that histories leave it out. */
  readonly marks: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>
  /** What shows whether others can read it: our own reading, another program, or nothing (then it is not asked for). */
  readonly proof: 'own-read' | Outside | undefined
  /** Whether a window of ours is in front. Default: yes. */
  readonly hasFocus?: () => boolean
  /** Waits until a program that was just started may have acted. */
  readonly pause?: (ms: number) => Promise<unknown>
}

type Sight = { readonly is: 'there' | 'elsewhere'; readonly by: string } | { readonly is: 'unseen' }

/** A copy is on its way through the window system for an instant; so often, and so long in between, it is looked for. */
const LOOKS = 6
const LOOK_EVERY_MS = 50

/** So many copies of this run are known again. */
const MOST_OWN = 10_000

const trouble = (why: ClipboardTrouble) => new Failure({ kind: 'clipboard', why })

/** Every failure of the board is Failure `clipboard`, without the board's words, which may quote what it holds. */
export function createSecretClipboard(options: Options): ClipboardPort {
  const { board, marks, proof, hasFocus = () => true, pause = setTimeout } = options
  const outside = typeof proof === 'object' ? proof : undefined
  let markOf = createMarker()
  /** Recognises for as long as this process runs what was written in it, whatever key the marks have. */
  const ownMarkOf = createMarker()
  const own = new Set<ClipboardMark>()
  let truth: ClipboardTruth | undefined

  async function guard<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      throw error instanceof Failure ? error : trouble('refused')
    }
  }

  async function textNow(): Promise<string> {
    return (await outside?.read())?.text ?? (await board.readText())
  }
  const holds = async (mark: ClipboardMark) => markOf(await textNow()) === mark

  async function look(reader: Outside, mark: ClipboardMark): Promise<Sight> {
    const seen = await reader.read()
    if (seen === undefined) return { is: 'unseen' }
    return { is: markOf(seen.text) === mark ? 'there' : 'elsewhere', by: seen.by }
  }

  async function lookUntilThere(reader: Outside, mark: ClipboardMark): Promise<Sight> {
    let sight = await look(reader, mark)
    for (let looks = 1; looks < LOOKS && sight.is === 'elsewhere'; looks += 1) {
      await pause(LOOK_EVERY_MS)
      sight = await look(reader, mark)
    }
    return sight
  }

  /** Nobody outside can be asked. */
  async function trust(mark: ClipboardMark, reader: Outside): Promise<ClipboardTruth> {
    const { install } = reader
    if (reader.needsFocus && !hasFocus()) return { state: 'failed', why: 'no-tool', install }
    const isHeld = markOf(await board.readText()) === mark
    return isHeld ? { state: 'unverified', install } : { state: 'failed', why: 'not-kept', install }
  }

  async function proveOutside(reader: Outside, mark: ClipboardMark, text: string): Promise<ClipboardTruth> {
    const direct = await lookUntilThere(reader, mark)
    if (direct.is === 'unseen') return trust(mark, reader)
    if (direct.is === 'there') return { state: 'verified', by: direct.by }
    const through = await reader.offer(text)
    const helped = through === undefined ? direct : await lookUntilThere(reader, mark)
    if (through !== undefined && helped.is === 'there') return { state: 'verified', by: helped.by, through }
    return { state: 'failed', why: 'not-kept', install: reader.install }
  }

  async function prove(mark: ClipboardMark, text: string): Promise<ClipboardTruth> {
    if (outside !== undefined) return proveOutside(outside, mark, text)
    if (proof === undefined) return { state: 'unverified' }
    return (await holds(mark)) ? { state: 'verified', by: 'own-read' } : { state: 'failed', why: 'not-kept' }
  }

  async function clearOurs(): Promise<void> {
    await outside?.withdraw()
    await board.clear()
  }

  /** What others would paste with a middle click; our own reading where nobody else can look. */
  async function selectionHolds(mark: ClipboardMark): Promise<boolean> {
    if (board.selection === undefined) return false
    const seen = (await outside?.readSelection()) ?? (await board.selection.readText())
    return markOf(seen) === mark
  }

  /** Whether the secret is not, or no longer, in the primary selection. It may arrive there a moment after the clipboard. */
  async function clearSelection(mark: ClipboardMark): Promise<boolean> {
    for (let looks = 0; looks < LOOKS; looks += 1) {
      if (!(await selectionHolds(mark))) return true
      await board.selection?.clear()
      if (looks > 0) await outside?.wipeSelection()
      await pause(LOOK_EVERY_MS)
    }
    return !(await selectionHolds(mark))
  }

  /** Bounded: the oldest go first. */
  function remember(text: string): void {
    own.add(ownMarkOf(text))
    if (own.size <= MOST_OWN) return
    const [oldest] = own
    if (oldest !== undefined) own.delete(oldest)
  }

  return {
    async writeSecret(secret) {
      // A string cannot be wiped, and the system takes nothing else; it lives as long as this call.
      const text = secret.use((bytes) => bytes.toString('utf8'))
      const mark = markOf(text)
      remember(text)
      const found = await guard(async (): Promise<ClipboardTruth> => {
        await board.write({ 'text/plain': text, ...marks })
        const proved = await prove(mark, text)
        return (await clearSelection(mark)) ? proved : { state: 'failed', why: 'refused' }
      })
      truth = found
      if (found.state !== 'failed') return mark
      // It must not turn up later, when nobody is going to clear it.
      await guard(clearOurs)
      throw trouble(found.why)
    },

    clearIfStill: (mark) =>
      guard(async (): Promise<ClipboardClearing> => {
        const wasThere = await holds(mark)
        if (wasThere) await clearOurs()
        if (wasThere && outside !== undefined && (await holds(mark))) await outside.wipe()
        const isOutOfSelection = await clearSelection(mark)
        // Some clipboard managers put the last text back at once.
        const isBack = wasThere && proof !== undefined && (await holds(mark))
        if (isBack || !isOutOfSelection) return 'still-there'
        return wasThere ? 'cleared' : 'replaced'
      }),

    fingerprint: (secret) => secret.use((bytes) => markOf(bytes.toString('utf8'))),

    async readSecret() {
      const text = await guard(textNow)
      if (text === '') throw new Failure({ kind: 'secret', why: 'clipboard-empty' })
      // SECURITY: a page that is taken over may have a secret copied and then sent to an address of its choice.
      if (own.has(ownMarkOf(text))) throw new Failure({ kind: 'secret', why: 'own-copy' })
      return Secret.fromText(text)
    },

    useMarkKey(key) {
      markOf = createMarker(key)
    },

    async truth() {
      if (truth !== undefined) return truth
      const reader = await outside?.reader()
      if (reader !== undefined) return { state: 'untried', reader }
      return { state: 'untried', ...(outside !== undefined && { install: outside.install }) }
    },
  }
}
