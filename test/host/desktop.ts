/** The user's own desktop for the browser host: the system's clipboard and browser, reached through the system's commands. */
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { hasProgram } from '../../scripts/has-program.ts'
import type { SystemClipboard } from '../../electron/os/clipboard-secrets.ts'

interface Commands {
  readonly copy: readonly string[]
  readonly paste: readonly string[]
}

function clipboardCommands(): Commands | undefined {
  if (process.platform === 'darwin') return { copy: ['pbcopy'], paste: ['pbpaste'] }
  if (process.platform === 'win32')
    return {
      copy: ['clip'],
      paste: ['powershell', '-NoProfile', '-Command', '[Console]::Write((Get-Clipboard -Raw))'],
    }
  if (process.env.WAYLAND_DISPLAY !== undefined && hasProgram('wl-copy'))
    return { copy: ['wl-copy'], paste: ['wl-paste', '--no-newline'] }
  const xclip = ['xclip', '-selection', 'clipboard']
  return hasProgram('xclip') ? { copy: [...xclip, '-in'], paste: [...xclip, '-out'] } : undefined
}

/** The system's clipboard, text only; `undefined` if no command reaches it. Secrets go through pipes, never as arguments. */
export function desktopClipboard(): SystemClipboard | undefined {
  const commands = clipboardCommands()
  if (commands === undefined) return undefined
  const copy = (text: string) => pipe(commands.copy, text)
  return {
    readText: () => pipe(commands.paste),
    write: async ({ 'text/plain': text }) => {
      await copy(typeof text === 'string' ? text : '')
    },
    clear: async () => {
      await copy('')
    },
  }
}

/** Resolves with the command's output. Some commands report an empty clipboard as an error; here it is an empty text. */
function pipe([program = '', ...args]: readonly string[], input?: string): Promise<string> {
  // Copying commands keep running to serve the text, so the end of their output is not awaited.
  const stdio =
    input === undefined ? (['ignore', 'pipe', 'ignore'] as const) : (['pipe', 'ignore', 'ignore'] as const)
  const child = spawn(program, args, { stdio: [...stdio] })
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stdin?.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on(input === undefined ? 'close' : 'exit', () => resolve(Buffer.concat(chunks).toString('utf8')))
  })
}

/** Opens an https address in the user's browser. Ignores other addresses, and ignores a missing browser. */
export async function openInBrowser(address: string): Promise<void> {
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:') return
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open'
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
  return Promise.resolve()
}

/** Saves a file in the user's home under an unused name and prints the path, because this host has no save dialog. */
export async function saveInHome(name: string, text: string): Promise<boolean> {
  const path = join(homedir(), `${Date.now()}-${name}`)
  await writeFile(path, text, { mode: 0o600, flag: 'wx' })
  process.stdout.write(`saved ${path}\n`)
  return true
}
