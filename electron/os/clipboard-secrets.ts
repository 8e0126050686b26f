/** The clipboard port on any clipboard that can hold several formats at once: written with its marks, proved, and cleared if still ours. */
import { setTimeout } from 'node:timers/promises'
import { Failure, type ClipboardTrouble } from '../../shared/errors.ts'
import type { ClipboardTruth } from '../../shared/machine.ts'
import type { ClipboardMark, ClipboardPort } from '../core/ports/world.ts'
import { Secret } from '../core/secret.ts'
import { createMarker } from './clipboard-marks.ts'
import type { Outside } from './clipboard-outside.ts'

/** The system's clipboard, as much of it as this needs. */
export interface Board {
  readText(): Promise<string>
  /** All formats in one write: a history must never see the text without its marks. */
  write(formats: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): Promise<void>
  clear(): void | Promise<void>
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

const trouble = (why: ClipboardTrouble) => new Failure({ kind: 'clipboard', why })

/** Every failure of the board is Failure `clipboard`, without the board's words, which may quote what it holds. */
export function createSecretClipboard(options: Options): ClipboardPort {
  const { board, marks, proof, hasFocus = () => true, pause = setTimeout } = options
  const outside = typeof proof === 'object' ? proof : undefined
  let markOf = createMarker()
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

  return {
    async writeSecret(secret) {
      // A string cannot be wiped, and the system takes nothing else; it lives as long as this call.
      const text = secret.use((bytes) => bytes.toString('utf8'))
      const mark = markOf(text)
      const found = await guard(async () => {
        await board.write({ 'text/plain': text, ...marks })
        return prove(mark, text)
      })
      truth = found
      if (found.state !== 'failed') return mark
      // It must not turn up later, when nobody is going to clear it.
      await guard(clearOurs)
      throw trouble(found.why)
    },

    clearIfStill: (mark) =>
      guard(async () => {
        if (!(await holds(mark))) return false
        await clearOurs()
        if (outside !== undefined && (await holds(mark))) await outside.wipe()
        // Some clipboard managers put the last text back at once.
        return proof === undefined || !(await holds(mark))
      }),

    async readSecret() {
      const text = await guard(textNow)
      if (text === '') throw new Failure({ kind: 'secret', why: 'clipboard-empty' })
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
