/** The demo with a window: fills the vault, opens it, waits until it is closed, and deletes everything. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { ROOT } from '../../scripts/bootstrap/place.mjs'
import { throwawaySession } from '../../scripts/headless.ts'
import { desktopClipboard, openInBrowser, saveInHome } from '../host/desktop.ts'
import { openHost } from '../host/host.ts'
import { removeEntries } from './entries.ts'
import { fillVault } from './fill.ts'
import { findPlace, IN_SESSION } from './place.ts'
import type { DemoProgram } from './program.ts'
import { accountsTable, statesLine } from './show.ts'
import { createStage, type Stage } from './stage.ts'

interface Options {
  readonly print: (text: string) => void
  /** The command line of this process, which is started again inside a session with its own keychain. */
  readonly command: readonly string[]
}

/** Resolves with the exit code when the window has been closed. Rejects when no window can be opened. */
export async function showWindow({ print, command }: Options): Promise<number> {
  const place = await findPlace()
  const { command: session, env } = throwawaySession({ screen: false })
  if (place.kind === 'session') return run([...session, ...command], { ...env, [IN_SESSION]: '1' })

  // A signal closes the window, and then this process cleans up.
  process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined)
  const stage = await createStage()
  try {
    if (place.kind === 'electron') return await inElectron(stage, place.electron, print)
    print(`${place.why}: the same page and program open in a browser (${place.chromiumPath}).\n`)
    return await inHost(stage, place.chromiumPath, print)
  } finally {
    await stage.close()
  }
}

async function inElectron(stage: Stage, electron: string, print: Options['print']): Promise<number> {
  const service = `Keyhold demo ${String(process.pid)}`
  const keychain = stage.built.createOsKeychain({ service })
  try {
    const { program } = await stage.startOn(keychain)
    await fill(stage, program, print)
    return await run([electron, ROOT, `--profile=${stage.profile}`], { KEYHOLD_KEYCHAIN_SERVICE: service })
  } finally {
    print(
      `Removed ${String(await removeEntries(keychain, stage.profile))} entries of the demo from your keychain.`,
    )
    keychain.close()
  }
}

async function inHost(stage: Stage, chromiumPath: string, print: Options['print']): Promise<number> {
  const { program, world } = await stage.start()
  await fill(stage, program, print)
  const host = await openHost({
    chromiumPath,
    profileDir: stage.profile,
    browserDir: stage.folder('browser'),
    keychainService: undefined,
    keychain: world.keychain,
    headless: false,
    desktop: { systemClipboard: desktopClipboard(), openExternal: openInBrowser, saveFile: saveInHome },
  })
  // A signal must not leave the browser running.
  const end = () => void host.close()
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    await host.closed
  } finally {
    await host.close()
  }
  return 0
}

async function fill(stage: Stage, program: DemoProgram, print: Options['print']): Promise<void> {
  try {
    await fillVault(program, stage.providers)
    const vault = await program.snapshot()
    print(`${accountsTable(vault)}\n\n${statesLine(vault)}\n`)
    print('The providers are emulators on this machine: regenerate, switch off and delete as you like.')
    print('Close the window to end the demo; everything it made is removed.')
  } finally {
    await program.close()
  }
}

async function run([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  const stop = () => child.kill('SIGTERM')
  process.on('SIGTERM', stop)
  const [code] = (await once(child, 'exit')) as [number | null]
  process.off('SIGTERM', stop)
  return code ?? 1
}
