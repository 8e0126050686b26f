/** Starts every emulator for manual use and prints how to connect to it. Ends with Ctrl+C. */
import { startCloudflare } from './cloudflare.ts'
import { startAwsIam } from './aws-iam.ts'
import { startCoralogix } from './coralogix.ts'
import { startGitLab } from './gitlab.ts'
import { startGrafana } from './grafana.ts'
import { startIonos } from './ionos.ts'
import { startNebulaBlock } from './nebula-block.ts'
import { startOpenRouter } from './openrouter.ts'
import { startOpenAi } from './openai.ts'
import { startOpsManager } from './ops-manager.ts'
import { startRipeAtlas } from './ripe-atlas.ts'
import { startVercel } from './vercel.ts'

const FIRST_PORT = 4_710
const KEYS = 24

const emulators = [
  await startRipeAtlas({ keys: KEYS, port: FIRST_PORT }),
  await startIonos({ keys: KEYS, port: FIRST_PORT + 1 }),
  await startIonos({ service: 'logging', keys: KEYS, port: FIRST_PORT + 2 }),
  await startNebulaBlock({ keys: KEYS, port: FIRST_PORT + 3 }),
  await startNebulaBlock({ keys: KEYS, port: FIRST_PORT + 4, contract: 'portal' }),
  await startOpsManager({ keys: KEYS, port: FIRST_PORT + 5 }),
  await startCoralogix({ keys: KEYS, port: FIRST_PORT + 6 }),
  await startGrafana({ keys: KEYS, port: FIRST_PORT + 7 }),
  await startCloudflare({ keys: KEYS, port: FIRST_PORT + 8 }),
  await startOpenAi({ keys: KEYS, port: FIRST_PORT + 9 }),
  await startVercel({ keys: KEYS, port: FIRST_PORT + 10 }),
  await startGitLab({ keys: KEYS, port: FIRST_PORT + 11 }),
  await startAwsIam({ keys: KEYS, port: FIRST_PORT + 12 }),
  await startOpenRouter({ keys: KEYS, port: FIRST_PORT + 13 }),
]

for (const { provider, settings, credential } of emulators) {
  console.log(provider)
  for (const [name, value] of Object.entries(settings)) console.log(`  ${name.padEnd(11)} ${String(value)}`)
  console.log(`  credential  ${credential}\n`)
}
console.log('These credentials open nothing but the emulators. Ctrl+C ends them.')

process.once('SIGINT', () => {
  void Promise.all(emulators.map(async (emulator) => emulator.close())).then(() => process.exit(0))
})
