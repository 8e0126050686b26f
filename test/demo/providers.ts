/** The emulated providers of the demo: one emulator per provider, keys in every state, and names that are difficult for a list. */
import { startAwsIam } from '../emulators/aws-iam.ts'
import { startCloudflare } from '../emulators/cloudflare.ts'
import { startCoralogix } from '../emulators/coralogix.ts'
import { startDescribed } from '../emulators/described.ts'
import { startGitLab } from '../emulators/gitlab.ts'
import { startGrafana } from '../emulators/grafana.ts'
import { startIonos } from '../emulators/ionos.ts'
import { startMongoDbAtlas } from '../emulators/mongodb-atlas.ts'
import { startNebulaBlock } from '../emulators/nebula-block.ts'
import { startOpenAi } from '../emulators/openai.ts'
import { startOpsManager } from '../emulators/ops-manager.ts'
import { startOpenRouter } from '../emulators/openrouter.ts'
import { startRipeAtlas, type AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { startVercel } from '../emulators/vercel.ts'

/** One emulator per provider, and a function that ends them all. */
export type DemoProviders = Emulators & { readonly close: () => Promise<void> }

type Emulators = Awaited<ReturnType<typeof startEmulators>>

/** RIPE Atlas also lists the key that Keyhold signs in with: 128 in all. */
const ATLAS_KEYS = 127
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const LONG =
  'measurement-scheduler of the routing research group, second rack, behind the old load balancer; ' +
  'do not renew before the paper is submitted, ask the people of the night shift first, then the archive'

/** The notes that the team wrote on the provider's site, by the number of the key. Times are relative to now. */
const EDITS: readonly {
  readonly label: string
  readonly startsInMs?: number
  readonly endsInMs?: number | 'never'
  readonly enabled?: boolean
}[] = [
  { label: 'grafana-prod', endsInMs: 6.5 * DAY_MS, enabled: true },
  { label: 'probe-scheduler', endsInMs: 3.5 * HOUR_MS, enabled: true },
  { label: 'nightly-export', endsInMs: -1 * DAY_MS, enabled: true },
  { label: 'dns-research-2027', startsInMs: 5 * DAY_MS, endsInMs: 400 * DAY_MS, enabled: true },
  { label: 'anycast-map', endsInMs: 'never', enabled: true },
  { label: 'old-dashboard', endsInMs: 90 * DAY_MS, enabled: false },
  { label: LONG, endsInMs: 20 * DAY_MS, enabled: true },
  { label: 'مفتاح القياسات للإنتاج', endsInMs: 12 * DAY_MS, enabled: true },
  { label: 'מפתח מדידות 7 (prod)', endsInMs: 200 * DAY_MS, enabled: true },
  { label: '計測キー・東京', endsInMs: 45 * DAY_MS, enabled: true },
  { label: 'status-page', endsInMs: 150 * DAY_MS, enabled: true },
]

/** Starts them on free ports of 127.0.0.1. */
export async function startDemoProviders(): Promise<DemoProviders> {
  const emulators = await startEmulators()
  const { atlas, aws } = emulators
  aws.addUser('deploy-bot')
  // The first key is the account's credential.
  const edited = atlas.keys.slice(1, 1 + EDITS.length).map(({ uuid }) => uuid.slice(0, 8))
  for (const [index, handle] of edited.entries()) await edit(atlas, handle, index)
  return {
    ...emulators,
    async close() {
      await Promise.all(Object.values(emulators).map((one) => one.close()))
    },
  }
}

const startEmulators = async () => ({
  atlas: await startRipeAtlas({ keys: ATLAS_KEYS }),
  monitoring: await startIonos({ keys: 6, regions: ['de-fra', 'de-txl', 'es-vit'] }),
  logging: await startIonos({ service: 'logging', keys: 4, regions: ['de-fra', 'gb-lhr'] }),
  nebula: await startNebulaBlock({ keys: 5 }),
  coralogix: await startCoralogix({ keys: 4 }),
  opsManager: await startOpsManager({ keys: 3 }),
  grafana: await startGrafana({ keys: 4 }),
  openAi: await startOpenAi({ keys: 3 }),
  vercel: await startVercel({ keys: 4 }),
  gitlab: await startGitLab({ keys: 8 }),
  aws: await startAwsIam({ keys: 4 }),
  openRouter: await startOpenRouter({ keys: 4 }),
  cloudflare: await startCloudflare({ keys: 4 }),
  mongoDb: await startMongoDbAtlas({ keys: 3 }),
  described: await startDescribed({ keys: 4, dialect: 'cursor', name: 'Acme Flags' }),
  unconfirmed: await startDescribed({ keys: 3, dialect: 'numbered', name: 'Acme Metrics' }),
})

async function edit(atlas: AtlasEmulator, handle: string, index: number): Promise<void> {
  const { label, startsInMs, endsInMs, enabled = true } = EDITS[index] ?? { label: handle }
  const inMs = (distance: number | 'never' | undefined) =>
    typeof distance === 'number' ? new Date(Date.now() + distance).toISOString() : null
  const answer = await fetch(`${atlas.origin}/api/v2/keys/${handle}/`, {
    method: 'PATCH',
    headers: { authorization: `Key ${atlas.credential}`, 'content-type': 'application/json' },
    body: JSON.stringify({ label, valid_from: inMs(startsInMs), valid_to: inMs(endsInMs), enabled }),
  })
  if (!answer.ok)
    throw new Error(`The demo's key ${String(index)} could not be edited: ${String(answer.status)}`)
}
