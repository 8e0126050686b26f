/** Installs a package and tests its promises as an unprivileged user in a throwaway session, one after the other. Needs root. */
import { hasProgram } from '../../scripts/has-program.ts'
import { startNotificationDaemon } from '../e2e/notification-daemon.ts'
import { startTrayHost } from '../e2e/tray-host.ts'
import { changePromises } from './change-promises.ts'
import { commandPromises, firstCommandPromises } from './command-promises.ts'
import { filesPromises } from './files-promises.ts'
import { madePromises } from './made-promises.ts'
import type { PackagePromise } from './promise.ts'
import { runPromises } from './run-promises.ts'
import { openSession } from './session.ts'
import { createStage, isInstalled, type Packages, type Stage } from './stage.ts'
import { switchPromises } from './switch-promises.ts'

const PROMISES: readonly PackagePromise[] = [
  ...madePromises,
  ...filesPromises,
  ...firstCommandPromises,
  ...runPromises,
  ...commandPromises,
  ...switchPromises,
  ...changePromises,
]

const PROGRAMS = [
  'Xvfb',
  'xwininfo',
  'xev',
  'stdbuf',
  'xclip',
  'xdotool',
  'xdg-open',
  'desktop-file-validate',
  'appstreamcli',
  'rpm',
  'rpmbuild',
  'man',
]

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

export interface Proved {
  readonly passed: number
  readonly failed: number
  /** Promises that needed a second start. */
  readonly retried: readonly string[]
}

/** Why the check cannot run on this machine, as a sentence; `undefined` if it can. */
export function obstacleToCheck(): string | undefined {
  if (process.platform !== 'linux') return 'The check of a package runs on Linux only.'
  if (process.getuid?.() !== 0) return 'The check installs a package, which takes root.'
  if (isInstalled()) return 'Keyhold is installed here, and the check would remove it.'
  const missing = PROGRAMS.filter((name) => !hasProgram(name))
  return missing.length === 0 ? undefined : `Not found on this machine: ${missing.join(', ')}.`
}

/** Always removes the package and the session at the end, even after a signal. */
export async function checkPackage(packages: Packages, print: (line: string) => void): Promise<Proved> {
  /** Functions that undo what was opened so far, the last opened first. */
  const open: (() => void)[] = []
  const closeAll = () => {
    for (const close of open.splice(0).reverse()) close()
  }
  const stop = () => {
    closeAll()
    process.exit(1)
  }
  for (const signal of SIGNALS) process.once(signal, stop)
  try {
    const session = await openSession()
    open.push(session.close)
    const tray = await startTrayHost(session.bus)
    open.push(() => tray.close())
    const daemon = await startNotificationDaemon(session.bus)
    open.push(() => daemon.close())
    const stage = createStage(session, packages, { tray, daemon })
    open.unshift(stage.purge) // after all programs have ended
    try {
      return await proveAll(stage, print)
    } finally {
      await stage.killProgram().catch(() => undefined)
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop)
    closeAll()
  }
}

async function proveAll(stage: Stage, print: (line: string) => void): Promise<Proved> {
  let passed = 0
  let failed = 0
  const retried: string[] = []
  for (const { says, prove } of PROMISES) {
    const from = Date.now()
    const before = stage.hung.length
    try {
      await prove(stage)
      passed += 1
      if (stage.hung.length > before) retried.push(says)
      print(`ok   package ${says} (${((Date.now() - from) / 1_000).toFixed(1)} s)`)
    } catch (error) {
      failed += 1
      print(
        `FAIL package ${says}\n${error instanceof Error ? error.message : String(error)}\n${stage.facts()}`,
      )
      await stage.killProgram().catch(() => undefined) // the next promise starts without a running program
    }
  }
  for (const facts of stage.hung) print(`a start hung:\n${facts}`)
  return { passed, failed, retried }
}
