/** A reporter for vitest that records the tests that passed only after a retry. The file's path is in the environment. */
import { appendFileSync } from 'node:fs'
import type { Reporter, TestCase } from 'vitest/node'

/** The variable with the path. One line is added for each test: its file and its full name. */
export const RETRIED_PATH = 'KEYHOLD_RETRIED_PATH'

/** Adds a line to that file, for a reporter or a test's own helper. Does nothing without a file. */
export function noteRetried(line: string): void {
  const path = process.env[RETRIED_PATH]
  if (path !== undefined) appendFileSync(path, `${line}\n`)
}

// oxlint-disable-next-line keyhold/no-default-export -- vitest loads a reporter by its default export
export default class RetriedReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const tries = test.diagnostic()?.retryCount ?? 0
    if (tries > 0 && test.ok()) noteRetried(`${test.module.relativeModuleId}: ${test.fullName}`)
  }
}
