/** One step of a check: runs a program, shows its output if it failed, and counts the passed tests. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { ROOT } from './bootstrap/place.mjs'
import { RETRIED_PATH } from './retried-reporter.ts'

export interface Tally {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Tests that failed first and passed after a retry. */
  readonly retried?: readonly string[]
  /** Tests that failed, and files whose tests could not run. */
  readonly broken?: readonly string[]
}

/** A program that runs another one: its name and first arguments, and the environment of both. */
export interface Wrapper {
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

export const unwrapped: Wrapper = { command: [], env: {} }

/** Runs `command` in the project's folder; counts as one test. Its output is shown only if it fails. */
export function runStep(name: string, command: string, args: readonly string[]): Promise<Tally> {
  return runTask(name, async () => {
    const { code, output } = await run([command, ...args], {}, 'pipe')
    return { ok: code === 0, output }
  })
}

/** The same for a function. */
export async function runTask(
  name: string,
  task: () => Promise<{ readonly ok: boolean; readonly output: string }>,
): Promise<Tally> {
  const startedAt = Date.now()
  const { ok, output } = await task()
  if (!ok) return failedStep(name, output)
  console.log(`ok   ${name} (${seconds(startedAt)})`)
  return { name, passed: 1, failed: 0, skipped: 0 }
}

/** Prints the error and counts it as one failure. */
export function failedStep(name: string, output: string): Tally {
  console.log(`FAIL ${name}\n${output}`)
  return { name, passed: 0, failed: 1, skipped: 0 }
}

/** The part of vitest's JSON report that is used here. */
const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
})

/** Runs one vitest project, or only `files` of it, and counts its tests. A run that fails without a failed test counts as one failure. */
export async function runVitest(
  project: string,
  wrapper: Wrapper = unwrapped,
  files: readonly string[] = [],
): Promise<Tally> {
  const startedAt = Date.now()
  const reportDir = mkdtempSync(join(tmpdir(), 'keyhold-report-'))
  const reportPath = join(reportDir, 'report.json')
  try {
    const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
    const retriedPath = join(reportDir, 'retried')
    const retriedReporter = join(ROOT, 'scripts', 'retried-reporter.ts')
    const reporters = ['default', 'json', retriedReporter].map((name) => `--reporter=${name}`)
    const args = [
      vitest,
      'run',
      '--project',
      project,
      ...files,
      '--passWithNoTests',
      ...reporters,
      `--outputFile.json=${reportPath}`,
    ]
    const env = { ...wrapper.env, [RETRIED_PATH]: retriedPath }
    const { code } = await run([...wrapper.command, process.execPath, ...args], env, 'inherit')
    const tally = { ...count(project, reportPath, code), retried: linesOf(retriedPath) }
    console.log(`${tally.failed === 0 ? 'ok  ' : 'FAIL'} ${project} (${seconds(startedAt)})`)
    return tally
  } finally {
    rmSync(reportDir, { recursive: true, force: true })
  }
}

/** Counts the tests in a JSON report of vitest. An unreadable report, or a failing exit code without a failed test, counts as one failure. */
export function count(name: string, reportPath: string, code: number | undefined): Tally {
  const found = readReport(reportPath)
  if (found === undefined) return { name, passed: 0, failed: 1, skipped: 0 }
  const failed = Math.max(found.numFailedTests, code === 0 ? 0 : 1)
  const skipped = found.numPendingTests + found.numTodoTests
  return { name, passed: found.numPassedTests, failed, skipped, broken: brokenOf(found) }
}

/** The failures of a report, each with the first line of its error. */
function brokenOf({ testResults }: z.infer<typeof Report>): readonly string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(ROOT, name)
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      if (failed.length === 0) return [`${file}: ${firstLine(message)}`]
      return failed.map((test) => `${file}: ${test.fullName}: ${firstLine(test.failureMessages[0] ?? '')}`)
    })
}

function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n', 1)
  return line
}

function readReport(reportPath: string): z.infer<typeof Report> | undefined {
  try {
    return Report.parse(JSON.parse(readFileSync(reportPath, 'utf8')))
  } catch {
    return undefined
  }
}

/** Empty if the file does not exist: then nothing was written to it. */
function linesOf(path: string): readonly string[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
}

/** Prints {@link summary}. Returns the exit code. */
export function report(tallies: readonly Tally[]): number {
  for (const line of summary(tallies)) console.log(line)
  return tallies.every(({ failed }) => failed === 0) ? 0 : 1
}

/** The tests that needed a retry, the failures by name, and as the last line `N passed, N failed` (and skipped, if any). */
export function summary(tallies: readonly Tally[]): readonly string[] {
  const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0)
  const retried = tallies.flatMap(({ name, retried: tests = [] }) =>
    tests.map((test) => `  ${name}, ${test}`),
  )
  const broken = tallies.flatMap(({ name, broken: tests = [] }) => tests.map((test) => `  ${name}, ${test}`))
  const failed = tallies.filter((tally) => tally.failed > 0)
  const skipped = sum((tally) => tally.skipped)
  const counts = `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed`
  return [
    ...(retried.length > 0 ? ['passed only at a second try:', ...retried] : []),
    ...(failed.length > 0 ? [`failed: ${failed.map(({ name }) => name).join(', ')}`] : []),
    ...broken,
    skipped > 0 ? `${counts}, ${skipped} skipped` : counts,
  ]
}

interface Ran {
  readonly code: number | undefined
  readonly output: string
}

function run(command: readonly string[], env: Wrapper['env'], stdio: 'pipe' | 'inherit'): Promise<Ran> {
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: ['ignore', stdio, stdio],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && program === 'npm',
  })
  const chunks: Buffer[] = []
  const keep = (chunk: Buffer) => void chunks.push(chunk)
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: undefined, output: `${program}: ${error.message}` }))
    child.on('close', (code) =>
      resolve({ code: code ?? undefined, output: Buffer.concat(chunks).toString('utf8') }),
    )
  })
}

const seconds = (since: number) => `${((Date.now() - since) / 1_000).toFixed(1)} s`
