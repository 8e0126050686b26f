/** Reads a line of macOS's ps(1). Pure. */
import { basename } from 'node:path'
import type { RunningProcess } from './running-process.ts'

/** Columns without headings. `lstart` is the full start time, in seconds. */
export const PS_COLUMNS = 'pid=,ppid=,uid=,tdev=,state=,lstart=,comm='

const LINE =
  /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+([A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})\s+(\/.*?)\s*$/

/** Returns `undefined` for another format, a zombie, or an executable without a path. Expects the time in UTC and in English. */
export function parsePsLine(line: string): RunningProcess | undefined {
  const [, pid, parent, uid, device = '', state = '', started = '', executable = ''] = LINE.exec(line) ?? []
  if (pid === undefined || state.startsWith('Z')) return undefined
  const terminal = /^\d+\/\d+$/.test(device) ? numberOf(device) : undefined
  return {
    pid: Number(pid),
    parent: Number(parent),
    uid: Number(uid),
    startedAt: Date.parse(`${started} UTC`),
    executable,
    name: basename(executable),
    ...(terminal !== undefined && { terminal }),
  }
}

/** One number for a device's major and minor number. */
function numberOf(device: string): number {
  const [major = 0, minor = 0] = device.split('/').map(Number)
  return major * 2 ** 24 + minor
}
