/**
 * A Linux desktop's clipboard, the programs that reach it, and Keyhold's own access, which the desktop may ignore while Keyhold's own read says
 * otherwise. Records every program and its arguments.
 */
import type { Programs } from '../../electron/os/programs.ts'
import type { SystemClipboard } from '../../electron/os/clipboard-secrets.ts'

type Program = 'xclip' | 'xsel' | 'wl-paste' | 'wl-copy'

interface Options {
  readonly installed: readonly Program[]
  /** Whether the desktop accepts Keyhold's own writes and clears. */
  readonly takesOurs: boolean
  readonly help?: string
  /** Text offered by `wl-copy` is not accepted either. */
  readonly dropsAll?: boolean
}

export interface DesktopClipboard {
  readonly systemClipboard: SystemClipboard
  readonly programs: Programs
  /** The text that any program would paste. */
  text: string
  takesOurs: boolean
  /** `name arguments`, in order. */
  readonly calls: readonly string[]
}

export function desktopClipboard({
  installed,
  takesOurs,
  help = '',
  dropsAll = false,
}: Options): DesktopClipboard {
  const calls: string[] = []
  let ours = ''
  let served: string | undefined

  const desktop: DesktopClipboard = {
    text: '',
    takesOurs,
    calls,
    systemClipboard: {
      readText: async () => ours, // the program's own copy, whatever the desktop has
      async write({ 'text/plain': text }) {
        ours = String(text)
        if (desktop.takesOurs) desktop.text = ours
      },
      clear() {
        ours = ''
        if (desktop.takesOurs) desktop.text = ''
      },
    },
    programs: {
      async run(program, args) {
        calls.push([program, ...args].join(' '))
        if (!installed.includes(program as Program)) return undefined
        if (args.includes('--help')) return { code: 0, output: help }
        if (args.includes('--version') || args.includes('-version')) return { code: 0, output: '' }
        if (args.includes('--clear')) {
          desktop.text = ''
          return { code: 0, output: '' }
        }
        return { code: desktop.text === '' ? 1 : 0, output: desktop.text }
      },
      async start(program, args, input) {
        calls.push([program, ...args].join(' '))
        if (!installed.includes(program as Program)) return undefined
        if (!dropsAll) desktop.text = input
        served = input
        return {
          isRunning: () => served !== undefined,
          async stop() {
            if (desktop.text === served) desktop.text = ''
            served = undefined
          },
        }
      },
    },
  }
  return desktop
}
