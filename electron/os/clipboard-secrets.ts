/** The clipboard port on any clipboard that can hold several formats at once. */
import { Failure } from '../../shared/errors.ts'
import type { ClipboardMark, ClipboardPort } from '../core/ports/world.ts'
import { Secret } from '../core/secret.ts'
import { createMarker } from './clipboard-marks.ts'

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
  /** Whether reading back proves that others can read it too. */
  readonly provable: boolean
}

/** Every failure of the board is Failure `clipboard`, without the board's words, which may quote what it holds. */
export function createSecretClipboard({ board, marks, provable }: Options): ClipboardPort {
  const markOf = createMarker()

  async function guard<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch {
      throw new Failure({ kind: 'clipboard' })
    }
  }

  const holds = async (mark: ClipboardMark) => markOf(await board.readText()) === mark

  return {
    async writeSecret(secret) {
      // A string cannot be wiped, and the system takes nothing else; it lives as long as this call.
      const text = secret.use((bytes) => bytes.toString('utf8'))
      const mark = markOf(text)
      const arrived = await guard(async () => {
        await board.write({ 'text/plain': text, ...marks })
        return !provable || (await holds(mark))
      })
      if (!arrived) throw new Failure({ kind: 'clipboard' })
      return mark
    },

    clearIfStill: (mark) =>
      guard(async () => {
        if (!(await holds(mark))) return false
        await board.clear()
        // Some clipboard managers put the last text back at once.
        return !provable || !(await holds(mark))
      }),

    async readSecret() {
      const text = await guard(() => board.readText())
      if (text === '') throw new Failure({ kind: 'secret', why: 'clipboard-empty' })
      return Secret.fromText(text)
    },
  }
}
