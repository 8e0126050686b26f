/** The time of reading the system's keychain, compared with the same read by `secret-tool`. Linux only. */
import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { hasProgram } from '../../scripts/has-program.ts'
import type { EntryName } from '../../electron/core/ports/keychain.ts'
import { loadBuilt } from '../host/built.ts'
import { pairFigure, type Figure } from './figures.ts'

const ROUNDS = 40
const SERVICE = `Keyhold bench ${String(process.pid)}`
const ENTRY = 'key bench-read v1' as EntryName
const SECRET = 'made-up value of the bench'
/** The attributes by which Keyhold's entries are found. */
const ATTRIBUTES = ['service', SERVICE, 'account', ENTRY]

/** Performs the read of a copy, in this process. Returns no figure if `secret-tool` is missing. Needs a keychain that only the benchmark uses. */
export async function benchKeychain(): Promise<Figure[]> {
  if (!hasProgram('secret-tool')) return []
  const { createOsKeychain } = await loadBuilt()
  const keychain = createOsKeychain({ service: SERVICE })
  const times = { keychain: [] as number[], tool: [] as number[] }
  spawnSync('secret-tool', ['store', '--label=bench', ...ATTRIBUTES], { input: SECRET })
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const tool = await timed(async () => {
        const { stdout } = await promisify(execFile)('secret-tool', ['lookup', ...ATTRIBUTES])
        return stdout
      })
      const read = await timed(async () => (await keychain.read(ENTRY))?.use((bytes) => bytes.toString()))
      if (tool.value !== SECRET || read.value !== SECRET) throw new Error('The entry could not be read')
      if (round === 0) continue // the first read connects to the keychain
      times.tool.push(tool.ms)
      times.keychain.push(read.ms)
    }
  } finally {
    await keychain.remove(ENTRY)
    keychain.close()
  }
  return [
    pairFigure({
      ...{ what: 'read of a secret from the keychain', samples: times.keychain, by: 'median', atMost: 1.2 },
      ...{ yardstick: 'secret-tool lookup', yardstickSamples: times.tool },
    }),
  ]
}

async function timed<T>(run: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const from = performance.now()
  const value = await run()
  return { ms: performance.now() - from, value }
}
