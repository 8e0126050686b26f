/**
 * Reads the clipboard as other programs see it. Keyhold's own read proves nothing on Linux: under Wayland the system drops a text that a program
 * without the focus writes, and that program's own read still returns the text.
 */
import type { Programs, Started } from './programs.ts'

export interface ClipboardVerifier {
  /**
   * The text that another program would paste (`''` for none), and the program that read it. `undefined`: no reader is installed, or none answers.
   */
  read(): Promise<{ readonly by: string; readonly text: string } | undefined>
  /** The name of the installed reader. */
  reader(): Promise<string | undefined>
  /** The Debian package that contains a reader. */
  readonly install: string
  /** The system accepts copies only from the focused window. */
  readonly needsFocus: boolean
  /** Lets another program copy the text for Keyhold. `undefined`: no such program is installed. */
  offer(text: string): Promise<string | undefined>
  /** Ends that program, which also removes the text that it offers. */
  withdraw(): Promise<void>
  /** Lets another program empty the clipboard, whichever program owns its content. */
  wipe(): Promise<void>
  /** The text that a middle click would paste, read by another program; `undefined`: no program can read it. */
  readSelection(): Promise<string | undefined>
  /** Lets another program empty the primary selection. */
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

/** Reads with the first installed reader. All readers report an empty clipboard as an error; here it is an empty text. */
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
    // A program without the focus may copy and clear for itself on this system.
    offer: () => Promise.resolve(undefined),
    withdraw: () => Promise.resolve(),
    wipe: () => Promise.resolve(),
    async wipeSelection() {
      await programs.run('xsel', ['--primary', '--clear'])
    },
  }
}

/** Whether `wl-copy` is installed, and whether it can mark its text as a secret. */
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

  /** Newer versions can mark their text as a password; older versions exit on an unknown option. */
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
      // The program stays a child of Keyhold, so that ending it clears its text.
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
