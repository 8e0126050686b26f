/**
 * The clipboard as other programs see it. Asking ourselves proves nothing on Linux: under Wayland the system drops what a program
 * without the focus writes, and that program's own reading still says that it is there.
 */
import type { Programs, Started } from './programs.ts'

export interface ClipboardVerifier {
  /** What another program would paste, `''` for nothing, and who read it; `undefined`: no reader is installed, or none answers. */
  read(): Promise<{ readonly by: string; readonly text: string } | undefined>
  /** The name of the reader that is installed. */
  reader(): Promise<string | undefined>
  /** The Debian package that brings a reader. */
  readonly install: string
  /** The system takes copies only from the window in front. */
  readonly needsFocus: boolean
  /** Another program copies the text for us. `undefined`: none can, or it is not installed. */
  offer(text: string): Promise<string | undefined>
  /** Ends that program, and with it what it offers. */
  withdraw(): Promise<void>
  /** Another program empties the clipboard, whoever owns what is on it. */
  wipe(): Promise<void>
  /** What a middle click would paste, as another program reads it; `undefined`: none can. */
  readSelection(): Promise<string | undefined>
  /** Another program empties the primary selection. */
  wipeSelection(): Promise<void>
}

type Reader = readonly [program: string, ...args: string[]]

const X11_READERS: readonly Reader[] = [
  ['xclip', '-selection', 'clipboard', '-out', '-target', 'UTF8_STRING'],
  ['xsel', '--clipboard', '--output'],
]
const X11_SELECTION_READERS: readonly Reader[] = [
  ['xclip', '-selection', 'primary', '-out', '-target', 'UTF8_STRING'],
  ['xsel', '--primary', '--output'],
]
const WAYLAND_READERS: readonly Reader[] = [['wl-paste', '--no-newline', '--type', 'text/plain']]
const WAYLAND_SELECTION_READERS: readonly Reader[] = [
  ['wl-paste', '--primary', '--no-newline', '--type', 'text/plain'],
]

/** Reads with the first that is installed. An empty clipboard is an error to all of them, and empty to us. */
function readWith(
  programs: Programs,
  readers: readonly Reader[],
  selectionReaders: readonly Reader[],
): Pick<ClipboardVerifier, 'read' | 'reader' | 'readSelection'> {
  async function readBy(candidates: readonly Reader[]) {
    for (const [by, ...args] of candidates) {
      const ran = await programs.run(by, args)
      if (ran?.code !== undefined) return { by, text: ran.code === 0 ? ran.output : '' }
    }
    return undefined
  }
  return {
    read: () => readBy(readers),
    readSelection: async () => (await readBy(selectionReaders))?.text,
    async reader() {
      for (const [name] of readers)
        if ((await programs.run(name, [name === 'xclip' ? '-version' : '--version'])) !== undefined)
          return name
      return undefined
    },
  }
}

export function x11Verifier(programs: Programs): ClipboardVerifier {
  return {
    ...readWith(programs, X11_READERS, X11_SELECTION_READERS),
    install: 'xclip',
    needsFocus: false,
    // A program without the focus may copy and clear for itself here.
    offer: () => Promise.resolve(undefined),
    withdraw: () => Promise.resolve(),
    wipe: () => Promise.resolve(),
    async wipeSelection() {
      await programs.run('xsel', ['--primary', '--clear'])
    },
  }
}

/** Whether `wl-copy` is there, and whether it can mark what it offers as a secret. */
export async function helperOf(
  programs: Pick<Programs, 'run'>,
): Promise<'missing' | 'without-marks' | 'with-marks'> {
  const help = await programs.run('wl-copy', ['--help'])
  if (help === undefined) return 'missing'
  return help.output.includes('--sensitive') ? 'with-marks' : 'without-marks'
}

export function waylandVerifier(programs: Programs): ClipboardVerifier {
  let serving: Started | undefined
  let sensitive: boolean | undefined

  /** Newer ones can mark what they offer as a password; older ones stop at an option that they do not know. */
  async function marksSecrets(): Promise<boolean> {
    sensitive ??= (await helperOf(programs)) === 'with-marks'
    return sensitive
  }

  async function withdraw(): Promise<void> {
    const last = serving
    serving = undefined
    await last?.stop()
  }

  return {
    ...readWith(programs, WAYLAND_READERS, WAYLAND_SELECTION_READERS),
    install: 'wl-clipboard',
    needsFocus: true,
    async offer(text) {
      await withdraw()
      const marks = (await marksSecrets()) ? ['--sensitive'] : []
      // It stays our child, so that ending it clears what it offers.
      serving = await programs.start('wl-copy', ['--foreground', '--type', 'text/plain', ...marks], text)
      return serving === undefined ? undefined : 'wl-copy'
    },
    withdraw,
    async wipe() {
      await programs.run('wl-copy', ['--clear'])
    },
    async wipeSelection() {
      await programs.run('wl-copy', ['--primary', '--clear'])
    },
  }
}
