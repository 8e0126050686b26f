/** Reads facts about a process: from proc(5) on Linux, from ps(1) on macOS. On Windows it reads nothing. */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, readlinkSync, readSync } from 'node:fs'
import { uptime } from 'node:os'
import { basename } from 'node:path'
import { isSameProcess, type ProcessIdentity, type RequesterPort } from '../core/ports/requester.ts'
import { parsePsLine, PS_COLUMNS } from './ps-line.ts'
import type { ReadProcess, RunningProcess } from './running-process.ts'

export function processReader(platform: NodeJS.Platform): ReadProcess {
  if (platform === 'linux') return readFromProc
  if (platform === 'darwin') return readFromPs
  return () => undefined
}

/** Reads what distinguishes a process from a later one with the same process ID. Returns `undefined` as {@link ReadProcess} does. */
export function identityReader(platform: NodeJS.Platform): (pid: number) => ProcessIdentity | undefined {
  return platform === 'linux' ? identityFromProc : processReader(platform)
}

export const createRequesterPort = (read: (pid: number) => ProcessIdentity | undefined): RequesterPort => ({
  isSame: (process) => isSameProcess(process, read(process.pid)),
})

/** The command line of a process, which the process can change; empty if the system does not report it. Linux only. */
export function argumentsOf(pid: number): readonly string[] {
  return attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)) ?? []
}

/** The length of a tick in proc(5), which Linux fixes for all programs (USER_HZ). */
const TICK_MS = 10

/**
 * When the system created this process: epoch milliseconds, to 20 ms. Electron's own figure can be a second off on Linux, because Chromium adds the
 * ticks to a boot time in whole seconds. Returns `undefined` on other systems, where Electron's figure is exact.
 */
export function creationTime(): number | undefined {
  const stat = process.platform === 'linux' ? readStat(process.pid) : undefined
  return stat && Date.now() - (uptime() * 1_000 - stat.startedAt * TICK_MS)
}

function readFromProc(pid: number): RunningProcess | undefined {
  return sameThroughout(pid, (stat) => {
    const executable = readExecutable(pid)
    const uid = readUid(pid)
    const folder = attempt(() => readlinkSync(`/proc/${pid}/cwd`))
    if (executable === undefined || uid === undefined) return undefined
    const name = basename(executable.replace(/ \(deleted\)$/, ''))
    return { pid, ...stat, uid, executable, name, ...(folder !== undefined && { folder }) }
  })
}

function identityFromProc(pid: number): ProcessIdentity | undefined {
  return sameThroughout(pid, ({ startedAt }) => {
    const executable = readExecutable(pid)
    return executable === undefined ? undefined : { pid, startedAt, executable }
  })
}

/**
 * Reads several files of one process. The process may end between two reads and its process ID be reused, so the result of `read` counts only if the
 * same process exists before and after.
 */
function sameThroughout<T>(pid: number, read: (stat: Stat) => T | undefined): T | undefined {
  const stat = readStat(pid)
  if (stat === undefined) return undefined
  const found = read(stat)
  return found !== undefined && readStat(pid)?.startedAt === stat.startedAt ? found : undefined
}

const readExecutable = (pid: number): string | undefined => attempt(() => readlinkSync(`/proc/${pid}/exe`))

type Stat = Pick<RunningProcess, 'parent' | 'startedAt' | 'terminal'>

/** The positions of the fields after the name in `/proc/<pid>/stat`, from the state on. The name may contain spaces and parentheses. */
const PLACE = { state: 0, parent: 1, terminal: 4, startedAt: 19 } as const

function readStat(pid: number): Stat | undefined {
  const text = attempt(() => readStart(`/proc/${pid}/stat`))
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const numberAt = (place: number) => Number(fields[place])
  if (fields[PLACE.state] === 'Z' || fields[PLACE.state] === 'X') return undefined
  const terminal = numberAt(PLACE.terminal)
  return {
    parent: numberAt(PLACE.parent),
    startedAt: numberAt(PLACE.startedAt),
    ...(terminal !== 0 && { terminal }),
  }
}

/** The real user id. The owner of the files in `/proc` is no substitute: files of unreadable processes belong to root. */
function readUid(pid: number): number | undefined {
  const status = attempt(() => readStart(`/proc/${pid}/status`))
  const uid = /^Uid:\t(\d+)/m.exec(status ?? '')?.[1]
  return uid === undefined ? undefined : Number(uid)
}

/** Longer than the used part of any file in `/proc`; the first read returns that part. */
const start = Buffer.alloc(4_096)

/** The beginning of a file in `/proc`. `readFileSync` needs twice the calls and new memory for each, and every command reads many such files. */
function readStart(path: string): string {
  const file = openSync(path, 'r')
  try {
    return start.toString('latin1', 0, readSync(file, start))
  } finally {
    closeSync(file)
  }
}

const PS_LIMIT_MS = 1_000

function readFromPs(pid: number): RunningProcess | undefined {
  const line = attempt(() =>
    execFileSync('/bin/ps', ['-o', PS_COLUMNS, '-p', String(pid)], {
      encoding: 'utf8',
      timeout: PS_LIMIT_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { LC_ALL: 'C', TZ: 'UTC' },
    }),
  )
  return line === undefined ? undefined : parsePsLine(line)
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
