/**
 * `npm run fuzz [rounds]`: the random tests with a new seed for each round (default: ten), a million random lines to the command line's socket, a
 * million random messages to each other gate, 100,000 random files to the parser of each format and of backups, 60,000 damaged answers to the calls
 * of each provider, 20,000 damaged profiles, 100,000 search texts, 10,000 random lives, and 200,000 random messages to main in real Electron. A failure
 * prints its seed; `KEYHOLD_SEED` repeats it.
 */
import { randomInt } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/place.mjs'
import { buildIfNeeded } from './build.ts'
import { fetchElectron } from './electron-binary.ts'
import { missingForSession, throwawaySession } from './headless.ts'
import { failedStep, report, runTask, runVitest, unwrapped, type Tally } from './steps.ts'

const ROUNDS = Number(process.argv[2] ?? 10)

const randomTests = globSync('test/{unit,suites}/**/*.test.{ts,tsx}', { cwd: ROOT }).filter((file) =>
  readFileSync(join(ROOT, file), 'utf8').includes("from 'fast-check'"),
)

const newSeed = () => ({ KEYHOLD_SEED: String(randomInt(0x7fffffff)) })

function inSession(project: string, file: string, env: Readonly<Record<string, string>>): Promise<Tally> {
  const missing = missingForSession({ screen: true })
  if (missing.length > 0)
    return Promise.resolve(failedStep(file, `not found on this machine: ${missing.join(', ')}`))
  const { command, env: sessionEnv } = throwawaySession({ screen: true })
  return runVitest(project, { command, env: { ...sessionEnv, ...newSeed(), ...env } }, [file])
}

const tallies: Tally[] = [await runTask('build', buildIfNeeded)]
for (let round = 0; round < ROUNDS; round += 1)
  for (const project of ['rules', 'unit'])
    tallies.push(await runVitest(project, { ...unwrapped, env: newSeed() }, randomTests))
tallies.push(
  await runVitest('unit', { ...unwrapped, env: { ...newSeed(), KEYHOLD_FUZZ_LINES: '1000000' } }, [
    'test/unit/command-line/any-lines',
  ]),
)
tallies.push(
  await runVitest('unit', { ...unwrapped, env: { ...newSeed(), KEYHOLD_FUZZ_GATES: '1000000' } }, [
    'test/unit/ipc/any-messages',
    'test/unit/electron/main/any-arguments',
    'test/unit/desktop/any-presses',
  ]),
)
tallies.push(
  await runVitest('unit', { ...unwrapped, env: { ...newSeed(), KEYHOLD_FUZZ_FILES: '100000' } }, [
    'test/unit/formats/',
  ]),
)
tallies.push(
  await runVitest('unit', { ...unwrapped, env: { ...newSeed(), KEYHOLD_FUZZ_ANSWERS: '60000' } }, [
    'test/unit/providers/catalog/',
  ]),
  await runVitest('unit', { ...unwrapped, env: { ...newSeed(), KEYHOLD_FUZZ_VAULTS: '20000' } }, [
    'test/unit/store/any-files',
    'test/unit/sealed-vault/any-files',
    'test/unit/electron/main/any-log',
    'test/unit/desktop/any-window-memory',
  ]),
  await runVitest('rules', { ...unwrapped, env: { ...newSeed(), KEYHOLD_FUZZ_RUNS: '100000' } }, [
    'test/unit/shared/search/query.test',
  ]),
)
tallies.push(await inSession('integration', 'test/integration/lives/', { KEYHOLD_LIVES_RUNS: '10000' }))
await fetchElectron()
tallies.push(await inSession('e2e', 'test/e2e/any-messages', { KEYHOLD_FUZZ_MESSAGES: '200000' }))
process.exitCode = report(tallies)
