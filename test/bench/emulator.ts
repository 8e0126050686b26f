/** Starts an emulator with many keys in a separate process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '../emulators/emulator.ts'

export interface RemoteEmulator extends Pick<Emulator, 'provider' | 'settings' | 'credential'> {
  readonly pid: number
  readonly close: () => Promise<void>
}

export const BENCH_PROVIDERS = [
  'ripe-atlas',
  'ionos-monitoring',
  'nebula-block',
  'ops-manager',
  'coralogix',
] as const
/** Providers whose lists are read in other ways: one call per user, and several places with pages of a hundred. */
export const WALKED_PROVIDERS = ['aws-iam', 'gitlab'] as const
export type BenchProvider = (typeof BENCH_PROVIDERS)[number] | (typeof WALKED_PROVIDERS)[number]

/** `keys` does not count the credential's own key. The emulator answers `lateMs` after it has acted. */
export async function startEmulator(
  keys: number,
  provider: BenchProvider = 'ripe-atlas',
  lateMs = 0,
): Promise<RemoteEmulator> {
  const script = fileURLToPath(new URL('./emulator-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', script, String(keys), provider, String(lateMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    ...(JSON.parse(line.toString('utf8')) as Omit<RemoteEmulator, 'close' | 'pid'>),
    pid: child.pid ?? 0,
    async close() {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}
