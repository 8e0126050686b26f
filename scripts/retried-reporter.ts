/** A reporter for vitest that writes down which tests passed only at a later try. The file's path is in the environment. */
import { appendFileSync } from 'node:fs'
import type { Reporter, TestCase } from 'vitest/node'

/** The variable that holds the path. One line a test is added: its file and its full name. */
export const RETRIED_PATH = 'KEYHOLD_RETRIED_PATH'

// eslint-disable-next-line no-restricted-syntax -- vitest loads a reporter by its default export
export default class RetriedReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const path = process.env[RETRIED_PATH]
    const tries = test.diagnostic()?.retryCount ?? 0
    if (path === undefined || tries === 0 || !test.ok()) return
    appendFileSync(path, `${test.module.relativeModuleId}: ${test.fullName}\n`)
  }
}
