import { defineConfig } from 'vitest/config'

const project = (name: string, include: string[], testTimeout: number, parallel = true) => ({
  test: { name, include, testTimeout, hookTimeout: 120_000, fileParallelism: parallel },
})

/** Fast promises first: `unit` needs nothing, `integration` real SQLite and emulators, `e2e` the built program. */
export default defineConfig({
  test: {
    projects: [
      project('unit', ['test/unit/**/*.test.{ts,tsx}', 'test/suites/**/*.test.ts'], 10_000),
      project('integration', ['test/integration/**/*.test.ts'], 60_000),
      project('e2e', ['test/e2e/**/*.e2e.ts'], 120_000, false),
    ],
  },
})
