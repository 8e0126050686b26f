import { configDefaults, defineConfig } from 'vitest/config'
import { SPEC_WORKERS } from './test/e2e/displays.ts'
import { isOfLateStart } from './test/e2e/electron-start.ts'
import { LongestFirst } from './test/longest-first.ts'

interface Project {
  readonly testTimeout: number
  readonly exclude?: readonly string[]
  readonly isolate?: boolean
  readonly maxWorkers?: number
  readonly setupFiles?: readonly string[]
  readonly globalSetup?: string
  readonly retry?: number
}

/** How long a test waits for a condition, on the slowest machine. One that holds ends the wait at once. */
const PATIENCE_MS = 20_000

const project = (
  name: string,
  include: readonly string[],
  { exclude = [], setupFiles = [], ...more }: Project,
) => ({
  test: {
    name,
    include: [...include],
    exclude: [...configDefaults.exclude, ...exclude],
    hookTimeout: 120_000,
    setupFiles: ['test/seed.ts', ...setupFiles],
    expect: { poll: { timeout: PATIENCE_MS } },
    ...more,
  },
})

/** All but the two that ask a real shell what a quoted line means to it. */
export const RULES = 'test/unit/{shared,core,renderer}/**/!(copy-as|quoting).test.{ts,tsx}'

/**
 * Fast promises first. `rules`: the pure core and what it shares with the page; no process, no socket, no disk
 * (`test/unit/architecture/rules.test.ts`), so the files share their modules and run in seconds. `unit`: every other part by itself, with
 * loopback servers and throwaway files. `vendors`: the emulators, driven by the vendors' own clients. `unleash`: a real server. `integration`: real
 * SQLite and emulators. `e2e`: the built program.
 */
export default defineConfig({
  test: {
    // Vitest leaves one core to itself, and would run one file at a time on a machine of two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // The helper that starts Electron kills such a start and makes another one.
    onUnhandledError: (error) => !isOfLateStart(error),
    projects: [
      project('rules', [RULES], { isolate: false, testTimeout: 30_000 }),
      project('unit', ['test/unit/**/*.test.{ts,tsx}', 'test/suites/**/*.test.ts'], {
        exclude: [RULES],
        testTimeout: 30_000,
      }),
      project('vendors', ['test/vendors/**/*.test.ts'], { testTimeout: 60_000 }),
      // Only `npm run check:unleash` starts the server that it needs.
      project('unleash', ['test/unleash/**/*.test.ts'], { testTimeout: 300_000 }),
      project('integration', ['test/integration/**/*.test.ts'], {
        testTimeout: 120_000,
        globalSetup: 'test/integration/setup.ts',
      }),
      project('e2e', ['test/e2e/**/*.e2e.ts'], {
        testTimeout: 120_000,
        maxWorkers: SPEC_WORKERS,
        globalSetup: 'test/e2e/setup.ts',
        setupFiles: ['test/e2e/own-display.ts'],
        // Twice in some hundred starts a spec hung at Electron's debugger until its time was up, another one each time.
        // A second start tells that from a failure of ours, which fails again.
        retry: 1,
      }),
      // `npm run soak` alone starts it.
      project('soak', ['test/soak/**/*.soak.ts'], {
        testTimeout: 120_000,
        globalSetup: 'test/e2e/setup.ts',
        setupFiles: ['test/e2e/own-display.ts'],
      }),
    ],
  },
})
