/**
 * `keyhold --answer`: the `keyhold` command starts this process if no program runs, and talks to it over standard streams. This process opens no
 * window and takes no lock. It answers commands that only read the database; for other commands it starts the program, hidden, and makes the
 * command retry there.
 */
import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { app } from 'electron'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { openConnection, REQUEST_MS } from '../command-line/connection.ts'
import { createOfflineCommands, type OfflineCommands } from '../command-line/offline.ts'
import type { CommandSession } from '../command-line/session.ts'
import type { Log } from '../core/ports/world.ts'
import { checkSocket, socketPlace, type SocketPlace } from '../os/command-line-socket.ts'
import { catalogueNames } from '../providers/registry.ts'
import { openToRead } from '../store/read-only.ts'
import { ANSWER_WORDS } from './answer-messages.ts'
import { createFileLog } from './log.ts'
import { keepProfileClean } from './own-dir.ts'
import { logDirIn, pathsIn } from './profile-paths.ts'
import { startCommand } from './start-command.ts'
import { systemClock } from './system-clock.ts'
import { hasDisplay, runWithoutDisplay } from './without-display.ts'

interface Options {
  readonly offline: OfflineCommands | undefined
  readonly place: SocketPlace | undefined
  /** The command line that starts the program on its profile. */
  readonly command: readonly string[]
  readonly log: Log
}

/** What answers need of the profile of this start. */
function optionsHere(): Options {
  const profileDir = app.getPath('userData')
  const { platform, env } = process
  const { isPackaged } = app
  const log = createFileLog({ logDir: logDirIn(profileDir), clock: systemClock })
  const command = startCommand(process.argv)
  return {
    offline: createOfflineCommands({
      open: () => openToRead({ paths: pathsIn(profileDir), clock: systemClock }),
      providers: catalogueNames(),
      program: command,
      clock: systemClock,
      log,
      version: app.getVersion(),
    }),
    place: socketPlace({ platform, env, profileDir, isPackaged }),
    command,
    log,
  }
}

const START_MS = 20_000
/** If a start finds the program running: how long that program may take until it listens. */
const RUNNING_MS = 2_000
const LOOK_MS = 100

/** Returns the exit code of a process that answers instead; `undefined` if this process can answer. */
export const answerWithoutDisplay = (): number | undefined =>
  hasDisplay() ? undefined : runWithoutDisplay(EXIT.failed)

/** Call before Electron is ready. Ends this process. */
export function beginAnswer(): void {
  const { offline, place, command, log } = optionsHere()
  keepProfileClean('keyhold-answer-')
  app.disableHardwareAcceleration()
  if (process.platform === 'darwin') app.dock?.hide()
  openConnection({
    wire: {
      readable: process.stdin,
      writable: process.stdout,
      destroy: () => app.exit(EXIT.done),
    },
    requester: () => undefined,
    run: (session) =>
      offline?.canAnswer(session.request.args) === true
        ? offline.run(session)
        : startProgram(session, { place, command }),
    log,
    requestMs: REQUEST_MS,
  })
}

/** `retry`: the program runs and listens. */
async function startProgram(
  session: CommandSession,
  { place, command }: Pick<Options, 'place' | 'command'>,
): Promise<number | 'retry'> {
  const refuse = async (words: string) => {
    await session.err(`keyhold: ${words}\n`)
    return EXIT.noProgram
  }
  if (place === undefined) return refuse(ANSWER_WORDS.noRuntimeFolder)
  if (!hasDisplay()) return refuse(ANSWER_WORDS.noDisplay)
  const start = startHidden(command)
  const began = performance.now()
  let ended: number | undefined
  start.then(
    () => (ended = performance.now()),
    () => (ended = -Infinity), // no started program is left that could listen later
  )
  while (performance.now() - began < START_MS) {
    const found = await checkSocket(place)
    if (found === 'ready') return 'retry'
    if (found !== 'not-running') return refuse(ANSWER_WORDS.noSocket)
    if (ended !== undefined && performance.now() - ended > RUNNING_MS)
      return refuse(ANSWER_WORDS.notListening)
    await setTimeout(LOOK_MS, undefined, { signal: session.signal })
  }
  return refuse(ANSWER_WORDS.late)
}

/** Starts the program, which outlives this process and the terminal. Resolves if it ends, as a start does that finds the program running. */
function startHidden([program = '', ...args]: readonly string[]): Promise<void> {
  const child = spawn(program, [...args, '--hidden'], { detached: true, stdio: 'ignore', cwd: homedir() })
  child.unref()
  return new Promise((resolve, reject) => {
    child.once('exit', () => resolve())
    child.once('error', reject)
  })
}
