/** Runs the program in a separate process, so that only its own work is measured. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const REPORT_BYTES = 256_000_000

/** `script`: a file in this folder, which gets `order` as JSON and prints its report as JSON. `flags` are for Node. */
export async function measuredIn<Report>(
  script: string,
  order: unknown,
  flags: readonly string[] = [],
): Promise<Report> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const args = ['--no-warnings', ...flags, path, JSON.stringify(order)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: REPORT_BYTES })
  return JSON.parse(stdout) as Report
}
