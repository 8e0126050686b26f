/** The processes of the installed program, as the kernel reports them. Linux only. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

export interface ProgramProcess {
  readonly pid: number
  /** Chromium's kind: `renderer`, `gpu-process`, `zygote` …; `main` for the first one. */
  readonly kind: string
}

/** Processes of that executable, even if it has been replaced on the disk since. */
export function processesOf(executable: string): readonly ProgramProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => (linkOf(`/proc/${pid}/exe`) ?? '').replace(/ \(deleted\)$/, '') === executable)
    .map((pid) => ({ pid: Number(pid), kind: kindOf(read(`/proc/${pid}/cmdline`)) }))
}

/** Chromium's own processes name their kind; the crash handler is another executable. */
const kindOf = (commandLine: string) => /(?:^|[\0 ])--type=([a-z-]+)/.exec(commandLine)?.[1] ?? 'main'

/** One line of `/proc/<pid>/status`, such as `Seccomp`. */
export const statusOf = (pid: number, field: string): string | undefined =>
  new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(read(`/proc/${pid}/status`))?.[1]

/** The ports on which the processes listen, TCP and IPv6 alike. */
export function listeningPorts(pids: readonly number[]): readonly number[] {
  const sockets = new Set(pids.flatMap(socketsOf))
  return ['tcp', 'tcp6'].flatMap((table) =>
    read(`/proc/net/${table}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode = '']) => state === '0A' && sockets.has(inode))
      .map(([, local = '']) => parseInt(local.split(':')[1] ?? '', 16)),
  )
}

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  try {
    return readdirSync(folder)
      .map((name) => /^socket:\[(\d+)\]$/.exec(linkOf(join(folder, name)) ?? '')?.[1])
      .filter((inode) => inode !== undefined)
  } catch {
    return [] // the process has ended
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
