/** Starts every emulator for manual use and prints how to connect to it. Ends with Ctrl+C. */
import { startAwsIam } from './aws-iam.ts'
import { startCloudflare } from './cloudflare.ts'
import { startCoralogix } from './coralogix.ts'
import { startDescribed } from './described.ts'
import type { Emulator, Seed } from './emulator.ts'
import { startGitLab } from './gitlab.ts'
import { startGrafana } from './grafana.ts'
import { startIonos } from './ionos.ts'
import { startMongoDbAtlas } from './mongodb-atlas.ts'
import { startNebulaBlock } from './nebula-block.ts'
import { startOpenAi } from './openai.ts'
import { startOpenRouter } from './openrouter.ts'
import { startOpsManager } from './ops-manager.ts'
import { startRipeAtlas } from './ripe-atlas.ts'
import { startVercel } from './vercel.ts'

const FIRST_PORT = 4_710
const KEYS = 24

const starts: readonly ((place: Pick<Seed, 'keys' | 'port'>) => Promise<Emulator>)[] = [
  startRipeAtlas,
  startIonos,
  async (place) => startIonos({ ...place, service: 'logging' }),
  startNebulaBlock,
  async (place) => startNebulaBlock({ ...place, contract: 'portal' }),
  startOpsManager,
  startCoralogix,
  startGrafana,
  startCloudflare,
  startOpenAi,
  startVercel,
  startGitLab,
  startAwsIam,
  startOpenRouter,
  async (place) => startDescribed({ ...place, dialect: 'numbered' }),
  async (place) => startDescribed({ ...place, dialect: 'cursor' }),
  async (place) => startDescribed({ ...place, dialect: 'linked' }),
  startMongoDbAtlas,
  async (place) => startMongoDbAtlas({ ...place, signIn: 'api-key' }),
]
const emulators = await Promise.all(
  starts.map(async (start, index) => start({ keys: KEYS, port: FIRST_PORT + index })),
)

for (const { provider, settings, credential } of emulators) {
  console.log(provider)
  for (const [name, value] of Object.entries(settings)) console.log(`  ${name.padEnd(11)} ${String(value)}`)
  console.log(`  credential  ${credential}\n`)
}
console.log('These credentials open nothing but the emulators. Ctrl+C ends them.')

process.once('SIGINT', () => {
  void Promise.all(emulators.map(async (emulator) => emulator.close())).then(() => process.exit(0))
})
